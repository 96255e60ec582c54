package dev.sluice.mock;

import dev.sluice.generate.JsonText;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes values as an event stream: objects of {@code data}, {@code event}, {@code id} and {@code retry} as such events. */
final class EventText {

    private static final List<String> FIELDS = List.of("event", "id", "retry");

    private EventText() {}

    static Buffer of(JsonValue value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof ArrayValue array) {
            array.items().forEach(item -> event(item, text));
        } else {
            event(value, text);
        }
        return Buffer.buffer(text.toString());
    }

    private static void event(JsonValue value, StringBuilder text) {
        if (!(value instanceof ObjectValue event)) {
            data(BodyText.text(value), text);
            text.append('\n');
            return;
        }
        for (String name : FIELDS) {
            JsonValue member = event.get(name);
            if (member != null) {
                // a field is a line: what would end it is not written
                text.append(name)
                        .append(": ")
                        .append(BodyText.text(member).replaceAll("[\\r\\n\\x00]", " "))
                        .append('\n');
            }
        }
        JsonValue data = event.get("data");
        // without data no event is dispatched
        data(data == null ? "" : data instanceof StringValue string ? string.value() : JsonText.string(data), text);
        text.append('\n');
    }

    private static void data(String data, StringBuilder text) {
        for (String line : data.split("\\r\\n|\\r|\\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
    }
}
