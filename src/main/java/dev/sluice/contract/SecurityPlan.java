package dev.sluice.contract;

import java.util.List;

/**
 * What an operation wants to know of its caller: the schemes of one of the alternatives, all of them.
 *
 * @param alternatives none where nothing is wanted; an empty one where a caller may stay unknown
 * @param open whether the contract says that nothing is wanted, by an empty list; else it may just say nothing
 */
public record SecurityPlan(List<List<SecurityScheme>> alternatives, boolean open) {

    /** Nothing is said. */
    public static final SecurityPlan NONE = new SecurityPlan(List.of(), false);

    /** An empty list: everybody may call. */
    public static final SecurityPlan OPEN = new SecurityPlan(List.of(), true);

    public SecurityPlan(List<List<SecurityScheme>> alternatives) {
        this(alternatives, false);
    }
}
