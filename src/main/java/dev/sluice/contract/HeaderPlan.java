package dev.sluice.contract;

/**
 * A header of a response or of a part.
 *
 * @param parameter the header as if it stood in a request
 * @param json whether its value is JSON ({@code content})
 */
public record HeaderPlan(ParameterPlan parameter, boolean json) {}
