package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that stand in a contract, as JSON. */
final class Literals {

    private Literals() {}

    static JsonValue of(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            mapping.members().forEach((name, member) -> members.put(name, of(member)));
            return new JsonValue.ObjectValue(-1, -1, java.util.Collections.unmodifiableMap(members));
        }
        if (node instanceof Node.Sequence sequence) {
            List<JsonValue> items = sequence.items().stream().map(Literals::of).toList();
            return new JsonValue.ArrayValue(-1, -1, items);
        }
        return scalar(((Node.Scalar) node).value());
    }

    private static JsonValue scalar(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Boolean truth) {
            return new JsonValue.BooleanValue(-1, -1, truth);
        }
        if (value instanceof BigDecimal number) {
            return new JsonValue.NumberValue(-1, -1, number);
        }
        return value instanceof String text ? new JsonValue.StringValue(-1, -1, text) : new JsonValue.NullValue(-1, -1);
    }
}
