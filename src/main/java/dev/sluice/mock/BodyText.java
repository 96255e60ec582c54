package dev.sluice.mock;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.Framing;
import dev.sluice.contract.MediaRange;
import dev.sluice.generate.JsonText;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

/** Writes a value as a body of a media type. */
final class BodyText {

    /** Of multipart bodies. */
    static final String BOUNDARY = "sluice-mock-boundary";

    private BodyText() {}

    /**
     * JSON as such; a string as the text that it is; of the rest what comes closest: an object as a form, the items of an
     * array as lines or events, an XML document without content.
     *
     * @param contentType a media type, no range
     */
    static Buffer of(String contentType, JsonValue value) {
        BodyFormat format = BodyFormat.of(contentType);
        if (format == BodyFormat.JSON) {
            return JsonText.of(value);
        }
        if (value instanceof StringValue text) {
            return Buffer.buffer(text.value());
        }
        if (MediaRange.isXml(contentType)) {
            return Buffer.buffer("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response/>\n");
        }
        if (format == BodyFormat.FORM && value instanceof ObjectValue object) {
            return form(object);
        }
        if (format == BodyFormat.MULTIPART && value instanceof ObjectValue object) {
            return multipart(object);
        }
        Framing framing = Framing.of(contentType);
        if (framing == null) {
            return JsonText.of(value);
        }
        return switch (framing) {
            case LINES -> lines("", value, "\n");
            case RECORDS -> lines("\u001e", value, "\n");
            case EVENTS -> lines("data: ", value, "\n\n");
        };
    }

    private static Buffer lines(String before, JsonValue value, String after) {
        Buffer text = Buffer.buffer();
        if (value instanceof ArrayValue array) {
            array.items().forEach(item -> text.appendString(before + JsonText.string(item) + after));
        } else {
            text.appendString(before + JsonText.string(value) + after);
        }
        return text;
    }

    /** An array is a field for each item (OpenAPI 3.1, 4.8.15: {@code form}, exploded). */
    private static Buffer form(ObjectValue object) {
        StringJoiner fields = new StringJoiner("&");
        object.members().forEach((name, member) -> {
            if (member instanceof ArrayValue array) {
                array.items().forEach(item -> fields.add(encoded(name) + '=' + encoded(text(item))));
            } else if (!(member instanceof NullValue)) {
                fields.add(encoded(name) + '=' + encoded(text(member)));
            }
        });
        return Buffer.buffer(fields.toString());
    }

    private static Buffer multipart(ObjectValue object) {
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            boolean json = member.getValue() instanceof ObjectValue || member.getValue() instanceof ArrayValue;
            parts.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
            parts.append(
                    member.getKey().replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A"));
            parts.append(json ? "\"\r\nContent-Type: application/json\r\n\r\n" : "\"\r\n\r\n");
            parts.append(text(member.getValue())).append("\r\n");
        }
        return Buffer.buffer(parts.append("--" + BOUNDARY + "--\r\n").toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A string as it is, everything else as JSON. */
    static String text(JsonValue value) {
        return value instanceof StringValue text ? text.value() : JsonText.string(value);
    }
}
