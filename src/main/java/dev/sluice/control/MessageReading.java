package dev.sluice.control;

import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages as a line of a recording has them; members that it does not know are passed over. */
final class MessageReading {

    /** A message is not what it should be. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String expected) {
            super("expected " + expected, null, false, false);
        }
    }

    private MessageReading() {}

    /** @throws Malformed with what was expected */
    static RecordedExchange read(JsonObject message) throws Malformed {
        JsonObject request = object(message, "request");
        JsonObject response = object(message, "response");
        if (request == null && response == null) {
            throw new Malformed("a message with request, response or both");
        }
        return new RecordedExchange(
                null,
                Double.NaN,
                text(message, "contract"),
                text(message, "operation"),
                text(message, "refused"),
                request == null ? null : request(request),
                response == null ? null : response(response),
                strings(message.getValue("redacted"), "redacted"));
    }

    static RecordedRequest request(JsonObject request) throws Malformed {
        String method = text(request, "method");
        String url = text(request, "url");
        if (method == null || url == null || method.isEmpty() || url.isEmpty()) {
            throw new Malformed("method and url of the request");
        }
        return new RecordedRequest(method, url, headers(request), body(request));
    }

    private static RecordedResponse response(JsonObject response) throws Malformed {
        if (!(response.getValue("status") instanceof Integer status) || status < 100 || status > 999) {
            throw new Malformed("a status of the response, an integer from 100 to 999");
        }
        return new RecordedResponse(status, headers(response), body(response));
    }

    private static MultiMap headers(JsonObject message) throws Malformed {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        JsonObject given = object(message, "headers");
        if (given != null) {
            for (Map.Entry<String, Object> header : given) {
                if (header.getValue() instanceof String value) {
                    headers.add(header.getKey(), value);
                } else {
                    for (String value : strings(header.getValue(), "each header")) {
                        headers.add(header.getKey(), value);
                    }
                }
            }
        }
        return headers;
    }

    private static @Nullable RecordedBody body(JsonObject message) throws Malformed {
        String text = text(message, "body");
        String base64 = text(message, "bodyBase64");
        if (text != null && base64 != null) {
            throw new Malformed("body or bodyBase64, not both");
        }
        @Nullable Buffer content = null;
        if (text != null) {
            content = Buffer.buffer(text);
        } else if (base64 != null) {
            content = Buffer.buffer(decoded(base64));
        }
        Object truncated = message.getValue("bodyTruncated");
        if (truncated == null) {
            return content == null ? null : RecordedBody.of(content);
        }
        if (!(truncated instanceof Number length)
                || !(truncated instanceof Integer || truncated instanceof Long)
                || length.longValue() < 0) {
            throw new Malformed("bodyTruncated, the body's length, an integer from 0");
        }
        return new RecordedBody(content == null ? Buffer.buffer() : content, length.longValue());
    }

    private static byte[] decoded(String base64) throws Malformed {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Malformed("bodyBase64 in base64 (RFC 4648, 4)");
        }
    }

    private static @Nullable String text(JsonObject object, String name) throws Malformed {
        Object value = object.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw new Malformed(name + " as a string");
        }
        return (String) value;
    }

    private static @Nullable JsonObject object(JsonObject object, String name) throws Malformed {
        Object value = object.getValue(name);
        if (value != null && !(value instanceof JsonObject)) {
            throw new Malformed(name + " as an object");
        }
        return (JsonObject) value;
    }

    private static List<String> strings(@Nullable Object value, String name) throws Malformed {
        if (value == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (Object item : array) {
                if (!(item instanceof String string)) {
                    throw new Malformed(name + " as an array of strings");
                }
                strings.add(string);
            }
            return strings;
        }
        throw new Malformed(name + " as a string, or an array of strings");
    }
}
