package dev.sluice.validation;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field in deepObject style: {@code name[member]=value}. OpenAPI leaves open what {@code name[a][b]} means; it is read
 * as senders of forms mean it: a member of a member, or an item ({@code name[0]}, {@code name[]}) where the schema has an
 * array. Confined to one call.
 */
final class DeepObject {

    static final String EXPECTED = "expected name[member]=value in percent-encoded UTF-8";

    private static final int DEEPEST = 5;

    private final Schema schema;
    /** Of texts and further maps. */
    private final Map<String, Object> members = new LinkedHashMap<>();

    private boolean broken;

    DeepObject(Schema schema) {
        this.schema = schema;
    }

    /**
     * @param path in brackets
     * @param text decoded; null when it could not be
     */
    void add(String path, @Nullable String text) {
        List<String> steps = steps(path);
        if (steps == null || text == null) {
            broken = true;
            return;
        }
        Map<String, Object> at = members;
        for (int i = 0; i < steps.size() - 1; i++) {
            Object next = at.computeIfAbsent(key(steps.get(i), at), added -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                broken = true;
                return;
            }
            @SuppressWarnings("unchecked") // no other maps are put in
            Map<String, Object> map = (Map<String, Object>) next;
            at = map;
        }
        String last = steps.get(steps.size() - 1);
        broken |= at.putIfAbsent(key(last, at), text) != null;
    }

    /** {@code []} is the next item. */
    private static String key(String step, Map<String, Object> at) {
        return step.isEmpty() ? Integer.toString(at.size()) : step;
    }

    private static @Nullable List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int p = 0;
        while (p < path.length()) {
            int close = path.indexOf(']', p);
            if (path.charAt(p) != '[' || close < 0 || steps.size() == DEEPEST) {
                return null;
            }
            steps.add(path.substring(p + 1, close));
            p = close + 1;
        }
        return steps;
    }

    /** @return null when it could not be read */
    @Nullable
    JsonValue value() {
        return broken ? null : value(members, new ArrayList<>());
    }

    private JsonValue value(Map<?, ?> map, List<String> path) {
        Map<String, JsonValue> read = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            path.add(String.valueOf(key));
            read.put(
                    String.valueOf(key),
                    value instanceof Map<?, ?> inner
                            ? value(inner, path)
                            : FieldText.plain(String.valueOf(value), at(path)));
            path.remove(path.size() - 1);
        });
        TypeSet types = at(path).types();
        return types.has(TypeSet.Type.ARRAY) && !types.has(TypeSet.Type.OBJECT)
                ? FormValues.array(List.copyOf(read.values()))
                : new ObjectValue(-1, -1, Collections.unmodifiableMap(read));
    }

    private Outline at(List<String> path) {
        Outline found = schema.outline();
        for (String step : path) {
            TypeSet types = found.types();
            boolean array = types.has(TypeSet.Type.ARRAY) && !types.has(TypeSet.Type.OBJECT);
            found = array ? found.item(0) : found.member(step);
        }
        return found;
    }
}
