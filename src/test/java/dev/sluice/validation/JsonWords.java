package dev.sluice.validation;

import dev.sluice.schema.JsonValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Values as JSON text. */
final class JsonWords {

    private JsonWords() {}

    static String text(@Nullable JsonValue value) {
        return value == null ? "absent" : io.vertx.core.json.Json.encode(plain(value));
    }

    private static @Nullable Object plain(JsonValue value) {
        if (value instanceof JsonValue.StringValue string) {
            return string.value();
        }
        if (value instanceof JsonValue.NumberValue number) {
            return number.value();
        }
        if (value instanceof JsonValue.BooleanValue bool) {
            return bool.value();
        }
        if (value instanceof JsonValue.ArrayValue array) {
            JsonArray items = new JsonArray();
            array.items().forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof JsonValue.ObjectValue object) {
            JsonObject members = new JsonObject();
            object.members().forEach((name, member) -> members.put(name, plain(member)));
            return members;
        }
        return null;
    }
}
