package dev.sluice.schema;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema tells of its values without asking it of them.
 *
 * @param unwanted whether such a value should not be sent the way that values go
 */
record Notes(
        @Nullable JsonValue defaultValue,
        List<JsonValue> examples,
        @Nullable String format,
        boolean unwanted) {

    static final Notes NONE = new Notes(null, List.of(), null, false);

    static Notes of(Node.Mapping schema, Direction direction) {
        Node defaultValue = schema.get("default");
        Node format = schema.get("format");
        String waiver = direction.waiver();
        Notes notes = new Notes(
                defaultValue == null ? null : JsonValues.of(defaultValue),
                examples(schema),
                format instanceof Node.Scalar scalar && scalar.value() instanceof String name ? name : null,
                waiver != null && schema.get(waiver) instanceof Node.Scalar flag && Boolean.TRUE.equals(flag.value()));
        return notes.isNone() ? NONE : notes;
    }

    private boolean isNone() {
        return defaultValue == null && examples.isEmpty() && format == null && !unwanted;
    }

    private static List<JsonValue> examples(Node.Mapping schema) {
        Node example = schema.get("example");
        if (example == null && !(schema.get("examples") instanceof Node.Sequence)) {
            return List.of();
        }
        List<JsonValue> examples = new ArrayList<>();
        if (example != null) {
            examples.add(JsonValues.of(example));
        }
        if (schema.get("examples") instanceof Node.Sequence several) {
            several.items().forEach(one -> examples.add(JsonValues.of(one)));
        }
        return List.copyOf(examples);
    }
}
