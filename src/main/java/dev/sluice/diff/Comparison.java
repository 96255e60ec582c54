package dev.sluice.diff;

import java.util.List;

/**
 * What came of comparing two versions of a contract. Immutable.
 *
 * @param changes the worst first, then by operation
 * @param oldOperations how many the older version has
 * @param newOperations how many the newer one has
 */
public record Comparison(List<Change> changes, int oldOperations, int newOperations) {

    public Comparison {
        changes = List.copyOf(changes);
    }

    /** How many changes have an effect. */
    public long count(Effect effect) {
        return changes.stream().filter(change -> change.effect() == effect).count();
    }
}
