package dev.sluice.resilience;

/**
 * A bulkhead at one moment.
 *
 * @param inFlight calls under way, and how many there may be
 * @param waiting calls that wait, and how many may
 * @param refused since the start, those that waited too long included
 */
public record BulkheadView(String name, int inFlight, int mostInFlight, int waiting, int mostWaiting, long refused) {}
