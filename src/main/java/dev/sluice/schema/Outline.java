package dev.sluice.schema;

import java.util.List;
import java.util.Set;

/**
 * What values a schema lets through, as far as a reader must know it who turns text without types into values: also
 * through {@code $ref}, {@code allOf}, {@code anyOf} and {@code oneOf}. Immutable; safe for any number of event loops.
 */
public interface Outline {

    /** Of a schema that says nothing. */
    Outline ANYTHING = new Outline() {};

    /** The types that the schema can accept. */
    default TypeSet types() {
        return TypeSet.ANY;
    }

    /** Whether a value keeps the schema. */
    default boolean accepts(JsonValue value) {
        return true;
    }

    /** Of an item of an array. */
    default Outline item(int index) {
        return ANYTHING;
    }

    /** Of a member of an object. */
    default Outline member(String name) {
        return ANYTHING;
    }

    /** The members that the schema names. */
    default Set<String> names() {
        return Set.of();
    }

    /** The members that must be there. */
    default Set<String> required() {
        return Set.of();
    }

    /** The members that do not go the schema's way: {@code readOnly} ones of a request, {@code writeOnly} ones of a response. */
    default Set<String> waived() {
        return Set.of();
    }

    /** How many items an array may have at most. */
    default int mostItems() {
        return Integer.MAX_VALUE;
    }

    /** Whether the schema says something about members that it does not name, other than that there are none. */
    default boolean isOpen() {
        return false;
    }

    /** What the schema comes to where one of its {@code anyOf} or {@code oneOf} is taken; empty where it has none. */
    default List<Outline> alternatives() {
        return List.of();
    }
}
