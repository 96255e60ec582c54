/**
 * What went by: the access log, and findings. Told of exchanges that have ended; never delays one. And whether anything
 * goes by at all: maintenance.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.traffic;
