/**
 * Where a proxy forwards to: the targets of an upstream and which of them is taken, what is known of their health, and how
 * often a request may be tried again. Opens no connection for requests and forwards nothing itself.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.proxy.upstream;
