package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A single value.
 *
 * @param kind of the YAML scalar: {@code string}, {@code number} or {@code boolean}
 * @param expected completes "expected …"
 * @param parser empty for a text that is no such value, or an {@link IllegalArgumentException} that says which part of it
 *     is wrong and what was expected
 * @param printer the text that {@code parser} turns into the value
 * @param plain JSON Schema of the value itself
 */
record ScalarType<T>(
        String kind,
        String expected,
        Function<String, Optional<T>> parser,
        Function<T, String> printer,
        Map<String, Object> plain)
        implements ValueType<T> {

    @Override
    public Optional<T> read(String key, Node node, Reading reading) {
        if (!(node instanceof Node.Scalar scalar)) {
            reading.fault(node.place(), key, "found " + node.kind() + ", expected " + expected);
            return Optional.empty();
        }
        return reading.text(key, scalar).flatMap(text -> {
            if (!text.free() && !scalar.kind().equals(kind)) {
                reading.fault(scalar.place(), key, "found " + scalar.kind() + ", expected " + expected);
                return Optional.empty();
            }
            return parsed(key, scalar, text.value(), reading);
        });
    }

    private Optional<T> parsed(String key, Node.Scalar scalar, String text, Reading reading) {
        try {
            Optional<T> value = parser.apply(text);
            if (value.isEmpty()) {
                reading.fault(scalar.place(), key, "expected " + expected);
            }
            return value;
        } catch (IllegalArgumentException wrong) {
            reading.fault(scalar.place(), key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public boolean structured() {
        return false;
    }

    /** The value itself, or a text that the environment completes. */
    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("anyOf", List.of(plain, Map.of("$ref", "#/$defs/substituted")));
        return schema;
    }

    @Override
    public String print(T value) {
        return printer.apply(value);
    }

    @Override
    public boolean accepts(T value) {
        return parser.apply(printer.apply(value)).equals(Optional.of(value));
    }
}
