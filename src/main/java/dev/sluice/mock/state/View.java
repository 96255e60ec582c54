package dev.sluice.mock.state;

import dev.sluice.generate.JsonText;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How items look at one place of a contract: what they have is shown as far as it is valid there, what the place demands
 * and they lack is generated. Immutable.
 *
 * @param sent the members that clients set: one that they left out stays out, where it may
 * @param id the member that names the item
 */
record View(Place place, Set<String> sent, String id) {

    /** The item as it is shown; always valid. */
    ObjectValue show(ObjectValue document, long seed) {
        Outline outline = place.outline();
        ObjectValue sample = place.sample(seed);
        Map<String, JsonValue> shown = shown(document);
        Map<String, JsonValue> demanded = new LinkedHashMap<>(shown);
        for (String name : outline.required()) {
            add(demanded, name, sample);
        }
        Map<String, JsonValue> full = new LinkedHashMap<>(demanded);
        for (String name : sample.members().keySet()) {
            if (!sent.contains(name)) {
                add(full, name, sample);
            }
        }
        ObjectValue found = firstValid(seed, full, demanded, shown);
        return found == null ? fallback(shown, sample, seed) : found;
    }

    /** With all that stands around it, as JSON. */
    Buffer render(ObjectValue shown, long seed) {
        return JsonText.of(place.whole(shown, seed));
    }

    /** The members that may be seen here and are valid. */
    private Map<String, JsonValue> shown(ObjectValue document) {
        Outline outline = place.outline();
        Set<String> names = outline.names();
        Set<String> waived = outline.waived();
        boolean open = names.isEmpty() || outline.isOpen();
        Map<String, JsonValue> shown = new LinkedHashMap<>();
        for (String name : names) {
            JsonValue value = waived.contains(name) ? null : document.get(name);
            if (value != null && outline.member(name).accepts(value)) {
                shown.put(name, value);
            }
        }
        if (open) {
            document.members().forEach((name, value) -> {
                if (!names.contains(name) && outline.member(name).accepts(value)) {
                    shown.put(name, value);
                }
            });
        }
        return shown;
    }

    private void add(Map<String, JsonValue> members, String name, ObjectValue sample) {
        JsonValue value = sample.get(name);
        if (value != null && !place.outline().waived().contains(name)) {
            members.putIfAbsent(name, value);
        }
    }

    /** What is generated, with as much of the item as it bears. */
    private ObjectValue fallback(Map<String, JsonValue> shown, ObjectValue sample, long seed) {
        Map<String, JsonValue> overlaid = new LinkedHashMap<>(sample.members());
        overlaid.putAll(shown);
        JsonValue name = shown.get(id);
        Map<String, JsonValue> named = new LinkedHashMap<>(sample.members());
        if (name != null) {
            named.put(id, name);
        }
        ObjectValue found = firstValid(seed, overlaid, named);
        return found == null ? sample : found;
    }

    @SafeVarargs
    private @Nullable ObjectValue firstValid(long seed, Map<String, JsonValue>... candidates) {
        for (Map<String, JsonValue> candidate : candidates) {
            ObjectValue object = JsonObjects.of(candidate);
            if (place.accepts(object, seed)) {
                return object;
            }
        }
        return null;
    }
}
