package dev.sluice.contract;

import java.util.List;

/**
 * A header of a response or of a part.
 *
 * @param parameter the header as if it stood in a request
 * @param json whether its value is JSON ({@code content})
 * @param examples in the order in which they are answered; none where the contract is not read for a mock
 */
public record HeaderPlan(ParameterPlan parameter, boolean json, List<Example> examples) {}
