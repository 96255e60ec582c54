/**
 * What went by: for now, the access log. Told of exchanges that have ended; never delays one.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.traffic;
