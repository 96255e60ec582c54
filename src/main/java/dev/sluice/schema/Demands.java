package dev.sluice.schema;

import dev.sluice.document.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one schema object asks of a value, keyword by keyword, and what it shows of such values. Immutable; safe for any
 * number of threads. Two are equal only when they are the same.
 */
public interface Demands {

    /** Where the schema stands in its document. */
    String pointer();

    List<Demand> demands();

    /** Where the schema stands; null for one that stands nowhere. */
    default @Nullable Place place() {
        return null;
    }

    /** Whether a value keeps the schema. */
    boolean accepts(JsonValue value);

    /** The schema's own {@code default}, or null. */
    default @Nullable JsonValue ownDefault() {
        return null;
    }

    /** {@code example} and {@code examples}; nobody has asked whether they are valid. */
    default List<JsonValue> examples() {
        return List.of();
    }

    /** {@code format}, whether it is an assertion or not; null where there is none. */
    default @Nullable String format() {
        return null;
    }

    /** Whether such a member should not be sent the way that values go: {@code readOnly} or {@code writeOnly}. */
    default boolean isUnwanted() {
        return false;
    }
}
