package dev.sluice.traffic.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a HAR, while it is read. What it does not know is passed over. */
final class HarEntry {

    private final JsonParser json;
    private String problem = "";
    private @Nullable Instant time;
    private double millis = Double.NaN;
    private @Nullable HarMessage request;
    private @Nullable HarMessage response;

    /** @param json at the beginning of the entry */
    HarEntry(JsonParser json) {
        this.json = json;
    }

    /** What is wrong with it. */
    String problem() {
        return problem;
    }

    /** @return null where it is none */
    @Nullable
    RecordedExchange read() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "startedDateTime" ->
                    time = value == JsonToken.VALUE_STRING ? Timestamps.read(json.getText()) : null;
                case "time" -> millis = value.isNumeric() ? json.getDoubleValue() : Double.NaN;
                case "request" -> request = message(value);
                case "response" -> response = message(value);
                default -> json.skipChildren();
            }
        }
        return exchange();
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
