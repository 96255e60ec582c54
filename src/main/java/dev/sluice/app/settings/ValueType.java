package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.Map;
import java.util.Optional;

/** A type of setting: how its values are written, read, checked and described. Immutable. */
interface ValueType<T> {

    /**
     * @param key for faults
     * @return empty after at least one fault was reported
     */
    Optional<T> read(String key, Node node, Reading reading);

    /** Whether a variable or flag gives the value as YAML ({@code {file: a.yaml}}), not as a bare text. */
    boolean structured();

    /** JSON Schema of the value in a settings file. */
    Map<String, Object> schema();

    /** The value as YAML on one line, such that {@link #read} gives it back. */
    String print(T value);

    /** Whether {@link #read} could have given this value. */
    boolean accepts(T value);
}
