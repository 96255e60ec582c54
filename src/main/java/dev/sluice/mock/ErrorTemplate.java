package dev.sluice.mock;

import dev.sluice.contract.ErrorDialect.Part;
import dev.sluice.contract.ErrorDialect.Value;
import dev.sluice.generate.JsonText;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Schema;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error body whose members are made slots one by one. It keeps its schema at every step, whatever a slot holds: a
 * member that the schema wants otherwise stays as it is. Confined to one thread.
 */
final class ErrorTemplate {

    /** Characters: what a text may be cut to, the most first. */
    private static final int[] LENGTHS = {4000, 1000, 500, 250, 120, 60, 30};

    /** How many violations are listed at most. */
    private static final int MOST_VIOLATIONS = 100;

    private static final String PROBE = "expected \"é\" at /a~1b/0: 1 < 2 & 3; ";

    private final Schema schema;
    private final Map<List<Object>, Part> slots = new HashMap<>();
    private final Set<List<Object>> lists = new HashSet<>();
    private JsonValue root;

    /** @param root that keeps the schema */
    ErrorTemplate(Schema schema, JsonValue root) {
        this.schema = schema;
        this.root = root;
    }

    @Nullable
    JsonValue at(List<Object> path) {
        JsonValue value = root;
        for (Object step : path) {
            if (step instanceof String name && value instanceof ObjectValue object) {
                value = object.get(name);
            } else if (step instanceof Integer index
                    && value instanceof ArrayValue array
                    && index < array.items().size()) {
                value = array.items().get(index);
            } else {
                return null;
            }
        }
        return value;
    }

    /** Whether the schema takes a value in a place, which then stands there. */
    boolean put(List<Object> path, JsonValue value) {
        JsonValue changed = with(root, path, value);
        if (!schema.accepts(changed)) {
            return false;
        }
        root = changed;
        return true;
    }

    boolean put(List<Object> path, String text) {
        return put(path, new StringValue(-1, -1, text));
    }

    boolean put(List<Object> path, int number) {
        return put(path, new NumberValue(-1, -1, BigDecimal.valueOf(number)));
    }

    /** Whether a place takes any text, perhaps a bounded one: then it is a slot. */
    boolean slot(List<Object> path, Value value) {
        for (int longest : LENGTHS) {
            String probe = PROBE.repeat(longest / PROBE.length() + 1).substring(0, longest);
            if (put(path, probe) && put(path, probe.substring(0, longest / 2)) && put(path, "expected: a number")) {
                slots.put(path, new Part.Slot(value, longest));
                return true;
            }
        }
        return false;
    }

    /** A place that is not wanted: it stays where the schema wants it. */
    void drop(List<Object> path) {
        put(path.subList(0, path.size() - 1), without(path));
    }

    private JsonValue without(List<Object> path) {
        JsonValue parent = at(path.subList(0, path.size() - 1));
        if (!(parent instanceof ObjectValue object)) {
            return root;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.keySet().remove(path.get(path.size() - 1));
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }

    /** Whether the list of one in this place may be as long as there are violations: then it is theirs. */
    boolean list(List<Object> path) {
        if (!(at(path) instanceof ArrayValue one) || one.items().size() != 1) {
            return false;
        }
        JsonValue several = new ArrayValue(
                -1, -1, Collections.nCopies(MOST_VIOLATIONS, one.items().get(0)));
        if (!schema.accepts(with(root, path, several))) {
            return false;
        }
        lists.add(path);
        return true;
    }

    private static JsonValue with(JsonValue value, List<Object> path, JsonValue replacement) {
        if (path.isEmpty()) {
            return replacement;
        }
        List<Object> rest = path.subList(1, path.size());
        if (path.get(0) instanceof Integer index && value instanceof ArrayValue array) {
            List<JsonValue> items = new ArrayList<>(array.items());
            items.set(index, with(items.get(index), rest, replacement));
            return new ArrayValue(-1, -1, Collections.unmodifiableList(items));
        }
        if (path.get(0) instanceof String name && value instanceof ObjectValue object) {
            Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
            JsonValue member = members.get(name);
            members.put(name, member == null ? replacement : with(member, rest, replacement));
            return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
        }
        return value;
    }

    /** The body in its parts. */
    List<Part> parts() {
        Writer writer = new Writer();
        writer.value(List.of(), root);
        return writer.finished();
    }

    /** Puts text and slots one after the other. */
    private final class Writer {

        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder pending = new StringBuilder();

        void value(List<Object> path, JsonValue value) {
            Part slot = slots.get(path);
            if (slot != null) {
                flush();
                parts.add(slot);
            } else if (value instanceof ObjectValue object) {
                object(path, object);
            } else if (value instanceof ArrayValue array) {
                array(path, array);
            } else {
                pending.append(JsonText.string(value));
            }
        }

        /** Lists of violations come last: they are left out where there are none. */
        private void object(List<Object> path, ObjectValue object) {
            String before = "{";
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                List<Object> place = child(path, member.getKey());
                if (!lists.contains(place)) {
                    pending.append(before).append(name(member.getKey()));
                    value(place, member.getValue());
                    before = ",";
                }
            }
            if (before.equals("{")) {
                pending.append('{');
            }
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                List<Object> place = child(path, member.getKey());
                if (lists.contains(place) && member.getValue() instanceof ArrayValue array) {
                    flush();
                    Writer items = new Writer();
                    items.value(child(place, 0), array.items().get(0));
                    String name = (before.equals("{") ? "" : ",") + name(member.getKey());
                    parts.add(new Part.Violations(Buffer.buffer(name), items.finished()));
                    before = ",";
                }
            }
            pending.append('}');
        }

        private String name(String name) {
            return JsonText.string(new StringValue(-1, -1, name)) + ':';
        }

        private void array(List<Object> path, ArrayValue array) {
            String before = "[";
            for (int i = 0; i < array.items().size(); i++) {
                pending.append(before);
                before = ",";
                value(child(path, i), array.items().get(i));
            }
            pending.append(before.equals("[") ? "[]" : "]");
        }

        private void flush() {
            if (!pending.isEmpty()) {
                parts.add(new Part.Literal(Buffer.buffer(pending.toString())));
                pending.setLength(0);
            }
        }

        private List<Part> finished() {
            flush();
            return List.copyOf(parts);
        }
    }

    /** The place of a member or an item of what is at a place. */
    static List<Object> child(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
