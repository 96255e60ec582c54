/**
 * The backend that forwards to an upstream: requests out and answers back, as they came but for what an intermediary must
 * change (RFC 9110, 7.6), over connections that are used again and watched while they are. Which server of an upstream is
 * asked is said by {@code proxy.upstream}; what is allowed to be asked has been decided before.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.proxy;
