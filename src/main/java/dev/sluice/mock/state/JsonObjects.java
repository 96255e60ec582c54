package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes JSON objects of others. */
final class JsonObjects {

    static final ObjectValue EMPTY = of(Map.of());

    private JsonObjects() {}

    /** @param members not changed any more */
    static ObjectValue of(Map<String, JsonValue> members) {
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }

    /** The members of one, and those of the other that it lacks. */
    static ObjectValue completed(ObjectValue one, ObjectValue other) {
        if (one.members().keySet().containsAll(other.members().keySet())) {
            return one;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(one.members());
        other.members().forEach(members::putIfAbsent);
        return of(members);
    }

    static ObjectValue with(ObjectValue object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return of(members);
    }
}
