package dev.sluice.traffic.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a HAR, while it is read. What it does not know is passed over. */
final class HarEntry {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final JsonParser json;
    private String problem = "";
    private @Nullable Instant time;
    private double millis = Double.NaN;
    private @Nullable HarMessage request;
    private @Nullable HarMessage response;
    private boolean socket;
    private @Nullable String other;

    /** @param json at the beginning of the entry */
    HarEntry(JsonParser json) {
        this.json = json;
    }

    /** What is wrong with it. */
    String problem() {
        return problem;
    }

    /** What it is instead of an exchange of HTTP; null where it is one, or malformed. */
    @Nullable
    String other() {
        return other;
    }

    /** @return null where it is none */
    @Nullable
    RecordedExchange read() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "startedDateTime" -> {
                    String text = text(value);
                    time = text == null ? null : Timestamps.read(text);
                }
                case "time" -> {
                    millis = value.isNumeric() ? json.getDoubleValue() : Double.NaN;
                    json.skipChildren();
                }
                case "request" -> request = message(value);
                case "response" -> response = message(value);
                // of Chromium and those who write as it does
                case "_resourceType" -> socket = "websocket".equals(text(value));
                default -> json.skipChildren();
            }
        }
        return exchange();
    }

    private @Nullable String text(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    private @Nullable HarMessage message(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        HarMessage message = new HarMessage(json);
        message.read();
        return message;
    }

    private @Nullable RecordedExchange exchange() {
        HarMessage asked = request;
        if (asked == null || asked.method == null || asked.url == null) {
            problem = "expected an entry with a request that has method and url";
            return null;
        }
        other = OtherSchemes.of(asked.url);
        if (socket) {
            other = OtherSchemes.WEB_SOCKET;
        } else if (other == null && response != null && response.status == SWITCHING_PROTOCOLS) {
            other = "upgrade";
        }
        if (other != null) {
            return null;
        }
        String wrong = asked.problem.isEmpty() && response != null ? response.problem : asked.problem;
        if (!wrong.isEmpty()) {
            problem = wrong;
            return null;
        }
        boolean ofHead = asked.method.equals("HEAD");
        return new RecordedExchange(
                time,
                millis,
                null,
                null,
                null,
                new RecordedRequest(asked.method, asked.url, asked.headers, asked.requestBody()),
                response == null
                        ? null
                        : new RecordedResponse(response.status, response.headers, response.responseBody(ofHead)),
                List.of());
    }
}
