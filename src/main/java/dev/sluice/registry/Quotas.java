package dev.sluice.registry;

/**
 * How much is kept.
 *
 * @param contracts in all
 * @param versions of one contract
 * @param bytes of all versions of one contract
 */
public record Quotas(int contracts, int versions, long bytes) {}
