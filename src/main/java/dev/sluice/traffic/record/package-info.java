/**
 * Writes down what goes by, without its secrets: a line of JSON for each exchange, for who judges or counts it later.
 * Event loops only hand over what they hold anyway; one thread does the rest, and drops what it has no time for.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.traffic.record;
