package dev.sluice.traffic.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer of a HAR, while it is read. Bodies are there as browsers show them: decoded, so that headers that
 * speak of codings are left out.
 */
final class HarMessage {

    private static final Set<String> OF_CODINGS = Set.of("content-encoding", "transfer-encoding");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final JsonParser json;
    final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Nullable
    String method;

    @Nullable
    String url;

    int status;
    String problem = "";

    private @Nullable String text;
    private boolean base64;
    private String mediaType = "";
    private final StringBuilder form = new StringBuilder();
    /** What the entry says of the size of the body; 0 where it says nothing. */
    private long size;

    /** @param json at the beginning of the message */
    HarMessage(JsonParser json) {
        this.json = json;
    }

    void read() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "method" -> method = text(value);
                case "url" -> url = text(value);
                case "status" -> status = status(value);
                case "headers" -> pairs(value, this::header);
                case "postData", "content" -> content(value);
                case "bodySize" -> size = Math.max(size, size(value));
                default -> json.skipChildren();
            }
        }
    }

    private @Nullable String text(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    /** Some write numbers where texts belong. */
    private @Nullable String scalar(JsonToken value) throws IOException {
        return value.isNumeric() || value.isBoolean() ? json.getText() : text(value);
    }

    /** No more than can be counted. */
    private long size(JsonToken value) throws IOException {
        if (!value.isNumeric()) {
            json.skipChildren();
            return 0;
        }
        return (long) json.getDoubleValue();
    }

    /** Browsers write 0 where no answer came, and some a negative number. */
    private int status(JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT) {
            int number = json.getIntValue();
            if (number <= 999) {
                return Math.max(0, number);
            }
        } else if (value == JsonToken.VALUE_NULL) {
            return 0;
        }
        json.skipChildren();
        problem = "expected a status, an integer from 0 to 999";
        return 0;
    }

    /** Takes what an array of names and values holds. */
    @FunctionalInterface
    private interface Pair {

        void found(String name, String value);
    }

    private void pairs(JsonToken array, Pair pair) throws IOException {
        if (array != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken item = json.nextToken(); item != null && item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            String name = null;
            String value = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                String found = scalar(json.nextToken());
                name = member.equals("name") ? found : name;
                value = member.equals("value") && found != null ? found : value;
            }
            if (name != null) {
                pair.found(name, value);
            }
        }
    }

    /** What HTTP/2 has in place of a first line is there already; several values of one name may stand on lines. */
    private void header(String name, String value) {
        if (!name.startsWith(":") && !OF_CODINGS.contains(name.toLowerCase(Locale.ROOT))) {
            for (String line : value.split("\n", -1)) {
                headers.add(name, line);
            }
        }
    }

    private void content(JsonToken object) throws IOException {
        if (object != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "text" -> text = text(value);
                case "encoding" -> base64 = "base64".equals(text(value));
                case "mimeType" -> mediaType = String.valueOf(text(value));
                case "size" -> size = Math.max(size, size(value));
                case "params" -> pairs(value, this::parameter);
                default -> json.skipChildren();
            }
        }
    }

    private void parameter(String name, String value) {
        form.append(form.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    @Nullable
    RecordedBody requestBody() {
        if (headers.isEmpty() && !mediaType.isEmpty() && (text != null || !form.isEmpty())) {
            // written by who keeps no headers
            headers.add("content-type", mediaType);
        }
        if ((text == null || text.isEmpty()) && !form.isEmpty()) {
            return mediaType.toLowerCase(Locale.ROOT).startsWith(FORM)
                    ? RecordedBody.of(form.toString())
                    : new RecordedBody(Buffer.buffer(), RecordedBody.UNKNOWN);
        }
        return body();
    }

    /** @param ofHead whether it answers HEAD; what an exporter took from a cache is no body of a 304 */
    @Nullable
    RecordedBody responseBody(boolean ofHead) {
        return ofHead || status == 204 || status == 304 ? null : body();
    }

    private @Nullable RecordedBody body() {
        String content = text;
        if (content == null || content.isEmpty()) {
            return size > 0 ? new RecordedBody(Buffer.buffer(), size) : null;
        }
        if (!base64) {
            return RecordedBody.of(Buffer.buffer(content.getBytes(charset())));
        }
        try {
            return RecordedBody.of(Buffer.buffer(Base64.getMimeDecoder().decode(content)));
        } catch (IllegalArgumentException malformed) {
            return new RecordedBody(Buffer.buffer(), RecordedBody.UNKNOWN);
        }
    }

    /** Texts are Unicode in a HAR, whatever they were. */
    private Charset charset() {
        String type = headers.get("content-type");
        String lower = (type == null ? mediaType : type).toLowerCase(Locale.ROOT);
        return lower.contains("charset=iso-8859-1") || lower.contains("charset=\"iso-8859-1\"")
                ? StandardCharsets.ISO_8859_1
                : StandardCharsets.UTF_8;
    }
}
