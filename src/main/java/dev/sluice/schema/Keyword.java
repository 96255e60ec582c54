package dev.sluice.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One assertion or applicator of a schema, compiled. Immutable once its schema is compiled. */
interface Keyword {

    /** Whether the value keeps the keyword; tells the evaluation of every violation where not. */
    boolean judge(JsonValue value, Evaluation evaluation);

    /** What the keyword asks of a value. */
    List<Demand> demands();

    /** Adds what can be judged while reading the bytes; {@link ShapeBuilder#buffer} where that cannot be done. */
    void stream(ShapeBuilder shape);

    /** Tells what of a value this keyword looks at; everything, unless it says less. */
    default void reach(ReachBuilder reach) {
        reach.everything();
    }

    /** The types that the keyword lets through. */
    default TypeSet types() {
        return TypeSet.ANY;
    }

    /** What the keyword says of values beyond their types. */
    default Outline outline() {
        return Outline.ANYTHING;
    }

    /**
     * Adds what the keyword asks of a string; nothing where it lets all strings through.
     *
     * @return false where it cannot be asked of the text alone
     */
    default boolean read(List<TextCheck> checks) {
        return false;
    }

    /** The value with defaults below this keyword; the same instance when there is nothing to fill in. */
    default JsonValue fill(JsonValue value) {
        return value;
    }

    /** The default that this keyword brings in from another schema. */
    default @Nullable JsonValue defaultValue() {
        return null;
    }
}
