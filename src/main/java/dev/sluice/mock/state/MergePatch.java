package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A patch that looks like what it changes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396#section-2">RFC 7396, 2</a>
 */
final class MergePatch {

    private MergePatch() {}

    static ObjectValue apply(ObjectValue target, ObjectValue patch) {
        Map<String, JsonValue> members = new LinkedHashMap<>(target.members());
        patch.members().forEach((name, change) -> {
            if (change instanceof NullValue) {
                members.remove(name);
            } else {
                members.put(name, merged(members.get(name), change));
            }
        });
        return JsonObjects.of(members);
    }

    private static JsonValue merged(@Nullable JsonValue target, JsonValue change) {
        return change instanceof ObjectValue patch
                ? apply(target instanceof ObjectValue object ? object : JsonObjects.EMPTY, patch)
                : change;
    }
}
