package dev.sluice.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and the byte range that it came from ({@code start} inclusive, {@code end} exclusive; both -1 for a
 * value that was not read from bytes, such as a default). Immutable.
 */
public sealed interface JsonValue {

    int start();

    int end();

    /** The JSON Schema name of the value's type; a number is {@code number}, also when it is whole. */
    String type();

    record NullValue(int start, int end) implements JsonValue {
        @Override
        public String type() {
            return "null";
        }
    }

    record BooleanValue(int start, int end, boolean value) implements JsonValue {
        @Override
        public String type() {
            return "boolean";
        }
    }

    /** @param value never expanded: {@code 1e999999999} stays a small object */
    record NumberValue(int start, int end, BigDecimal value) implements JsonValue {
        @Override
        public String type() {
            return "number";
        }
    }

    record StringValue(int start, int end, String value) implements JsonValue {
        @Override
        public String type() {
            return "string";
        }
    }

    record ArrayValue(int start, int end, List<JsonValue> items) implements JsonValue {
        @Override
        public String type() {
            return "array";
        }
    }

    /** @param members in the order of the bytes */
    record ObjectValue(int start, int end, Map<String, JsonValue> members) implements JsonValue {

        public @Nullable JsonValue get(String name) {
            return members.get(name);
        }

        @Override
        public String type() {
            return "object";
        }
    }
}
