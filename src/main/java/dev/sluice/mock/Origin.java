package dev.sluice.mock;

import dev.sluice.contract.Example;
import dev.sluice.schema.JsonValue;

/** Where the body of an answer comes from. Immutable. */
public sealed interface Origin {

    /** An example that the contract's author wrote down. */
    record Written(Example example) implements Origin {}

    /** The default of its schema. */
    record SchemaDefault(JsonValue value) implements Origin {}

    /**
     * Made up from its schema; the same for the same seed.
     *
     * @param byTurns whether the next request gets another one
     */
    record Generated(long seed, boolean byTurns) implements Origin {}

    /** There is no body, or one that says nothing, as the contract has neither example nor schema. */
    record Nothing() implements Origin {}
}
