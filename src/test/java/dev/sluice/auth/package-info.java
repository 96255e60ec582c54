/** Tests of who calls. */
@org.jspecify.annotations.NullMarked
package dev.sluice.auth;
