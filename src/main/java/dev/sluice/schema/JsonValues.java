package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares JSON values as JSON Schema does (core, 4.2.2 Instance Equality). */
final class JsonValues {

    private JsonValues() {}

    static boolean equal(JsonValue one, JsonValue other) {
        return compare(one, other) == 0;
    }

    /** Some order of all values; 0 for equal ones. */
    static int compare(JsonValue one, JsonValue other) {
        if (one instanceof StringValue a && other instanceof StringValue b) {
            return a.value().compareTo(b.value());
        }
        if (one instanceof NumberValue a && other instanceof NumberValue b) {
            return a.value().compareTo(b.value());
        }
        if (one instanceof BooleanValue a && other instanceof BooleanValue b) {
            return Boolean.compare(a.value(), b.value());
        }
        if (one instanceof ArrayValue a && other instanceof ArrayValue b) {
            return compareItems(a.items(), b.items());
        }
        if (one instanceof ObjectValue a && other instanceof ObjectValue b) {
            return compareMembers(a.members(), b.members());
        }
        return one.type().compareTo(other.type());
    }

    private static int compareItems(List<JsonValue> one, List<JsonValue> other) {
        int order = Integer.compare(one.size(), other.size());
        for (int i = 0; order == 0 && i < one.size(); i++) {
            order = compare(one.get(i), other.get(i));
        }
        return order;
    }

    private static int compareMembers(Map<String, JsonValue> one, Map<String, JsonValue> other) {
        if (one.size() != other.size()) {
            return Integer.compare(one.size(), other.size());
        }
        Iterator<Map.Entry<String, JsonValue>> members =
                new TreeMap<>(other).entrySet().iterator();
        for (Map.Entry<String, JsonValue> member : new TreeMap<>(one).entrySet()) {
            Map.Entry<String, JsonValue> counterpart = members.next();
            int order = member.getKey().compareTo(counterpart.getKey());
            order = order != 0 ? order : compare(member.getValue(), counterpart.getValue());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The same for values that are {@link #equal}. */
    static int hash(JsonValue value) {
        if (value instanceof NumberValue number) {
            return Decimals.hash(number.value());
        }
        if (value instanceof StringValue string) {
            return string.value().hashCode();
        }
        if (value instanceof ArrayValue array) {
            int hash = 1;
            for (JsonValue item : array.items()) {
                hash = 31 * hash + hash(item);
            }
            return hash;
        }
        if (value instanceof ObjectValue object) {
            int hash = 2;
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                hash += 31 * member.getKey().hashCode() ^ hash(member.getValue());
            }
            return hash;
        }
        return value instanceof BooleanValue bool ? Boolean.hashCode(bool.value()) : 7;
    }

    static TypeSet.Type type(JsonValue value) {
        if (value instanceof StringValue) {
            return TypeSet.Type.STRING;
        }
        if (value instanceof NumberValue number) {
            return Decimals.isWhole(number.value()) ? TypeSet.Type.INTEGER : TypeSet.Type.NUMBER;
        }
        if (value instanceof ObjectValue) {
            return TypeSet.Type.OBJECT;
        }
        if (value instanceof ArrayValue) {
            return TypeSet.Type.ARRAY;
        }
        return value instanceof BooleanValue ? TypeSet.Type.BOOLEAN : TypeSet.Type.NULL;
    }

    /** The JSON value that a document's node stands for. */
    static JsonValue of(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            mapping.members().forEach((name, member) -> members.put(name, of(member)));
            return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
        }
        if (node instanceof Node.Sequence sequence) {
            return new ArrayValue(
                    -1, -1, sequence.items().stream().map(JsonValues::of).toList());
        }
        Object value = ((Node.Scalar) node).value();
        if (value instanceof String text) {
            return new StringValue(-1, -1, text);
        }
        if (value instanceof BigDecimal number) {
            return new NumberValue(-1, -1, number);
        }
        return value instanceof Boolean bool ? new BooleanValue(-1, -1, bool) : new NullValue(-1, -1);
    }
}
