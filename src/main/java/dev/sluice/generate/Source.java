package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source that has made a valid value before.
 *
 * @param proven a seed that makes a valid value
 * @param only the only value that is known, where none can be made
 */
record Source(
        Schema schema, Plan plan, long proven, @Nullable JsonValue only) implements ValueSource {

    private static final int TRIES = 3;
    /** So that the tries for one seed are not the values of the next ones. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    @Override
    public JsonValue value(long seed) {
        if (only != null) {
            return only;
        }
        for (int i = 0; i < TRIES; i++) {
            JsonValue value = new Making(seed + i * STRIDE, Limits.WORK / 4).root(plan);
            if (value != null && schema.accepts(value)) {
                return value;
            }
        }
        JsonValue value = new Making(proven, Limits.WORK).root(plan);
        if (value == null || !schema.accepts(value)) {
            throw new IllegalStateException(
                    "seed " + proven + " does not make the value again that it has made before");
        }
        return value;
    }
}
