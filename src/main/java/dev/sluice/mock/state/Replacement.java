package dev.sluice.mock.state;

import dev.sluice.exchange.Exchange;
import dev.sluice.mock.SentBody;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code PUT} leaves of an item: what the request's schema declares is as it was sent, or gone; what it does not
 * declare cannot be changed by it, and stays. What answers demand stays too.
 */
final class Replacement {

    private Replacement() {}

    static ObjectValue of(Action action, ObjectValue before, ObjectValue sent, Exchange exchange) {
        if (action.partial() || SentBody.of(exchange) == null) {
            // nulls of a partial update are values here, not removals
            Map<String, JsonValue> members = new LinkedHashMap<>(before.members());
            members.putAll(sent.members());
            return JsonObjects.of(members);
        }
        Set<String> declared = action.sent().outline().names();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        before.members().forEach((name, value) -> {
            boolean stays = declared.contains(name)
                    ? isDemanded(action.collection(), name)
                    : !declared.isEmpty() && isKnown(action.collection(), name);
            if (stays) {
                members.put(name, value);
            }
        });
        members.putAll(sent.members());
        return JsonObjects.of(members);
    }

    private static boolean isDemanded(Collection collection, String name) {
        return collection.views().stream()
                .anyMatch(view -> view.place().outline().required().contains(name));
    }

    private static boolean isKnown(Collection collection, String name) {
        return collection.sent().contains(name)
                || collection.views().stream()
                        .anyMatch(view -> view.place().outline().names().contains(name));
    }
}
