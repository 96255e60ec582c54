package dev.sluice.mock;

import dev.sluice.document.Pointers;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of which some parts are what links make of them, as long as the whole keeps its schema. Safe for many threads. */
final class LinkedSource implements ValueSource {

    private final ValueSource source;
    private final Schema schema;
    private final Map<String, LinkGroup> parts = new LinkedHashMap<>();

    LinkedSource(ValueSource source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** A part belongs to a group. To be called before anybody asks for values. */
    void link(String pointer, LinkGroup group) {
        parts.put(pointer, group);
    }

    @Override
    public JsonValue value(long seed) {
        JsonValue value = source.value(seed);
        for (Map.Entry<String, LinkGroup> part : parts.entrySet()) {
            JsonValue linked = part.getValue().value(seed);
            JsonValue with = linked == null ? null : with(value, Pointers.steps(part.getKey()), 0, linked);
            value = with != null && schema.accepts(with) ? with : value;
        }
        return value;
    }

    /** What is generated where nothing is linked. */
    @Nullable
    JsonValue own(String pointer, long seed) {
        return at(source.value(seed), pointer);
    }

    /** Whether a part may have a value. */
    boolean takes(String pointer, JsonValue part, long seed) {
        JsonValue with = with(source.value(seed), Pointers.steps(pointer), 0, part);
        return with != null && schema.accepts(with);
    }

    /** What stands at a place; null where there is nothing. */
    static @Nullable JsonValue at(@Nullable JsonValue whole, String pointer) {
        JsonValue value = whole;
        for (String step : Pointers.steps(pointer)) {
            if (value instanceof ObjectValue object) {
                value = object.get(step);
            } else {
                int index = value instanceof ArrayValue array
                        ? index(step, array.items().size())
                        : -1;
                value = index < 0 || !(value instanceof ArrayValue array)
                        ? null
                        : array.items().get(index);
            }
        }
        return value;
    }

    /** @return null where there is no such place */
    private static @Nullable JsonValue with(JsonValue whole, List<String> steps, int depth, JsonValue part) {
        if (depth == steps.size()) {
            return part;
        }
        String step = steps.get(depth);
        if (whole instanceof ObjectValue object) {
            JsonValue before = object.get(step);
            boolean last = depth == steps.size() - 1;
            JsonValue after = before == null ? (last ? part : null) : with(before, steps, depth + 1, part);
            if (after == null) {
                return null;
            }
            Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
            members.put(step, after);
            return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
        }
        int index =
                whole instanceof ArrayValue array ? index(step, array.items().size()) : -1;
        if (index < 0 || !(whole instanceof ArrayValue array)) {
            return null;
        }
        JsonValue after = with(array.items().get(index), steps, depth + 1, part);
        List<JsonValue> items = new ArrayList<>(array.items());
        if (after != null) {
            items.set(index, after);
        }
        return after == null ? null : new ArrayValue(-1, -1, Collections.unmodifiableList(items));
    }

    private static int index(String step, int size) {
        boolean number = step.length() < 6 && step.matches("0|[1-9][0-9]*");
        return number && Integer.parseInt(step) < size ? Integer.parseInt(step) : -1;
    }
}
