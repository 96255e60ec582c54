package dev.sluice.coverage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a body may have, as a tree to be gone through together with a text. Immutable.
 *
 * @param cells what is counted, in the order of the contract, what is nearer to the root first
 * @param size of the counters
 * @param cut whether there is more than what is counted
 */
record Shape(Node root, List<Cell> cells, int size, boolean cut) {

    /** The counter of how many bodies were looked at. */
    static final int LOOKED = 0;

    static final int FIRST = 1;

    /**
     * A property, or the root.
     *
     * @param pointer into the body; {@code *} stands for every item, and for every name that the contract does not have
     * @param counter of how often it was there; -1 for what is no property
     * @param values with counters of their own from {@code firstValue} on, or null
     */
    record Cell(String pointer, int counter, @Nullable ValueTable values, int firstValue) {}

    /** A value of a body. Not changed once the shape is made. */
    static final class Node {
        NameIndex names = NameIndex.EMPTY;
        int[] counters = {};
        Node[] children = {};

        @Nullable
        Node items;

        @Nullable
        Node others;

        @Nullable
        ValueTable values;

        int firstValue;
    }
}
