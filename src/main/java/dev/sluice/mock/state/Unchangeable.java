package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of an item that no client changes: its id, what its path says, and what clients do not send. */
final class Unchangeable {

    private Unchangeable() {}

    /** The later document with those members as they were. */
    static ObjectValue keep(Collection collection, ObjectValue before, ObjectValue after) {
        Map<String, JsonValue> members = new LinkedHashMap<>(after.members());
        before.members().forEach((name, value) -> {
            boolean own = name.equals(collection.ids().member())
                    || (!collection.sent().contains(name) && isShown(collection, name))
                    || collection.echoed().stream()
                            .anyMatch(echoed -> echoed.member().equals(name));
            if (own) {
                members.put(name, value);
            }
        });
        return JsonObjects.of(members);
    }

    /** What is neither sent nor shown by its name is a free member of an open object: the client's. */
    private static boolean isShown(Collection collection, String name) {
        return collection.views().stream()
                .anyMatch(view -> view.place().outline().names().contains(name));
    }
}
