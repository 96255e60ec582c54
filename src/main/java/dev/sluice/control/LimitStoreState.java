package dev.sluice.control;

/**
 * How the store is that several nodes count limits in.
 *
 * @param detail one sentence for the operator; never a secret
 */
public record LimitStoreState(boolean up, String detail) {}
