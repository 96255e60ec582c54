package dev.sluice.contract;

import java.util.List;

/**
 * What an operation wants to know of its caller: the schemes of one of the alternatives, all of them.
 *
 * @param alternatives none where nothing is wanted; an empty one where a caller may stay unknown
 */
public record SecurityPlan(List<List<SecurityScheme>> alternatives) {

    public static final SecurityPlan NONE = new SecurityPlan(List.of());
}
