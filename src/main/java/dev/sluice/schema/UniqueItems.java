package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code uniqueItems: true}, by hash. */
record UniqueItems(Expectation expected) implements Keyword {

    /** Ordered too, so that a hash set stays fast when a client makes hashes collide. */
    private record Key(JsonValue value, int hash) implements Comparable<Key> {

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && JsonValues.equal(value, key.value);
        }

        @Override
        public int compareTo(Key other) {
            return JsonValues.compare(value, other.value);
        }
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ArrayValue array)) {
            return true;
        }
        Set<Key> seen = new HashSet<>();
        for (JsonValue item : array.items()) {
            if (!seen.add(new Key(item, JsonValues.hash(item)))) {
                return evaluation.violation(expected, item.start());
            }
        }
        return true;
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.allItems();
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.DifferentItems());
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}
