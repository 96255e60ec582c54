package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about values that were judged before: schemas that share a recursive part would judge the same value
 * again and again, twice as often with every level. Kept only once a run takes long.
 */
final class Verdicts {

    /** So many values can be judged before any verdict is kept. */
    private static final int FREE = 10_000;

    /**
     * A verdict on a value.
     *
     * @param marks what was marked, where somebody asked for marks
     * @param told whether its violations were told
     */
    record Verdict(boolean valid, @Nullable Marks marks, boolean told) {}

    private record Visit(Subschema schema, JsonValue value) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Visit visit && visit.schema == schema && visit.value == value;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(schema) + System.identityHashCode(value);
        }
    }

    private @Nullable Map<Visit, Verdict> known;
    private int judged;

    /** Whether a verdict on this value is worth keeping: one without objects or arrays inside is soon judged again. */
    boolean keep(JsonValue value) {
        if (judged < FREE) {
            judged++;
            return false;
        }
        if (value instanceof ObjectValue object) {
            return isNested(object.members().values());
        }
        return value instanceof ArrayValue array && isNested(array.items());
    }

    private static boolean isNested(Collection<JsonValue> parts) {
        for (JsonValue part : parts) {
            if (part instanceof ObjectValue || part instanceof ArrayValue) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Verdict find(Subschema schema, JsonValue value) {
        return known == null ? null : known.get(new Visit(schema, value));
    }

    void put(Subschema schema, JsonValue value, Verdict verdict) {
        known = known == null ? new HashMap<>() : known;
        known.put(new Visit(schema, value), verdict);
    }
}
