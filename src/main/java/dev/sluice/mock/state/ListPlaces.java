package dev.sluice.mock.state;

import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a list has its items.
 *
 * @param path the members that lead to them; none where the answer is the list
 * @param array outline of the list
 */
record ListPlaces(List<String> path, Outline array) {

    private static final int SAMPLES = 16;

    /**
     * The only place that has items with this member, or null.
     *
     * @param id empty where items have no name
     */
    static @Nullable ListPlaces find(Outline answer, String id) {
        if (isList(answer)) {
            return hasItems(answer, id) ? new ListPlaces(List.of(), answer) : null;
        }
        List<ListPlaces> found = new ArrayList<>();
        for (String name : answer.names()) {
            Outline member = answer.member(name);
            if (isList(member) && hasItems(member, id)) {
                found.add(new ListPlaces(List.of(name), member));
            }
        }
        if (found.isEmpty()) {
            for (String name : answer.names()) {
                Outline group = answer.member(name);
                for (String inner : SentItem.isObject(group) ? group.names() : List.<String>of()) {
                    Outline member = group.member(inner);
                    if (isList(member) && hasItems(member, id)) {
                        found.add(new ListPlaces(List.of(name, inner), member));
                    }
                }
            }
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    private static boolean isList(Outline outline) {
        return outline.types().has(TypeSet.Type.ARRAY)
                && !outline.types().has(TypeSet.Type.OBJECT)
                && !outline.types().equals(TypeSet.ANY);
    }

    private static boolean hasItems(Outline array, String id) {
        Outline item = array.item(0);
        return SentItem.isObject(item) && (id.isEmpty() || item.names().contains(id));
    }

    Outline item() {
        return array.item(0);
    }

    /** What a list may look like, with its items taken out. */
    @Nullable
    JsonValue around(ValueSource values) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            JsonValue answer = values.value(seed);
            if (items(answer) != null) {
                return answer;
            }
        }
        return null;
    }

    /** Items that it may hold. */
    List<ObjectValue> samples(ValueSource values) {
        List<ObjectValue> samples = new ArrayList<>();
        for (long seed = 0; seed < SAMPLES; seed++) {
            ArrayValue items = items(values.value(seed));
            if (items != null) {
                items.items().stream()
                        .filter(item -> item instanceof ObjectValue && item().accepts(item))
                        .findFirst()
                        .ifPresent(item -> samples.add((ObjectValue) item));
            }
        }
        return List.copyOf(samples);
    }

    private @Nullable ArrayValue items(JsonValue answer) {
        JsonValue value = answer;
        for (String name : path) {
            value = value instanceof ObjectValue object ? object.get(name) : null;
        }
        return value instanceof ArrayValue array ? array : null;
    }
}
