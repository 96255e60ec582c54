package dev.sluice.generate;

import dev.sluice.schema.JsonValue;

/** Makes values that keep one schema. Immutable; safe for any number of threads. */
public interface ValueSource {

    /**
     * A value that keeps the schema, the same for the same seed. Seed 0 prefers what the contract shows: the first example
     * or default of each member, the first of an enum; all other seeds vary.
     */
    JsonValue value(long seed);
}
