package dev.sluice.diff;

import dev.sluice.schema.Demands;
import java.util.HashMap;
import java.util.Map;

/** Whether schemas ask the very same, keyword by keyword: for what depends on how a value was judged. */
final class SameSchemas {

    /** Schemas that are looked at for all questions together; beyond that all differ. */
    private static final int MOST = 3_000_000;

    private record Pair(Demands one, Demands other) {}

    private final Map<Pair, Boolean> known = new HashMap<>();
    private int left = MOST;

    /** Whether a schema's like is among those of a value. */
    boolean among(Merged given, Demands schema) {
        return given.leaves.stream().anyMatch(leaf -> known.computeIfAbsent(new Pair(leaf, schema), this::areSame));
    }

    private boolean areSame(Pair pair) {
        if (left <= 0) {
            return false;
        }
        SchemaWalk walk = new SchemaWalk();
        boolean same = walk.areSame(pair.one, pair.other);
        left -= walk.visited();
        return same;
    }
}
