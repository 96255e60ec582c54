package dev.sluice.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON without the values of secrets, cut where it is long, deep or repeats itself. What is shown of malformed JSON ends
 * where it is malformed. Confined to one call.
 */
final class JsonWords {

    private static final JsonFactory JSON = new JsonFactory();

    /** Bytes: what comes behind is not looked at. */
    private static final int MOST_READ = 16 * 1024;

    private static final int LONGEST = 2048;
    private static final int LONGEST_NAME = 64;
    private static final int DEEPEST = 8;
    private static final int MOST_ITEMS = 3;
    private static final String MORE = "…";

    private final JsonParser parser;
    private final Redaction redaction;
    private final StringBuilder words = new StringBuilder();

    private JsonWords(JsonParser parser, Redaction redaction) {
        this.parser = parser;
        this.redaction = redaction;
    }

    static String of(Buffer json, Redaction redaction) {
        byte[] bytes = json.getBytes(0, Math.min(json.length(), MOST_READ));
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonWords text = new JsonWords(parser, redaction);
            return text.whole();
        } catch (IOException malformed) {
            return MORE;
        }
    }

    private String whole() {
        try {
            value(parser.nextToken(), 0);
        } catch (IOException malformed) {
            words.append(MORE);
        }
        return words.toString();
    }

    private void value(@Nullable JsonToken token, int depth) throws IOException {
        if (token == null) {
            words.append(MORE);
            return;
        }
        switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> string(redaction.text(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> words.append(redaction.number(parser.getText()));
            default -> words.append(redaction.showsValues() ? parser.getText() : token.isBoolean() ? "true" : "null");
        }
    }

    private void object(int depth) throws IOException {
        words.append('{');
        boolean first = true;
        for (JsonToken token = parser.nextToken(); token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
            words.append(first ? "" : ",");
            first = false;
            if (isFull(depth)) {
                throw new IOException("enough");
            }
            String name = parser.currentName();
            string(Redaction.cut(name, LONGEST_NAME));
            words.append(':');
            JsonToken value = parser.nextToken();
            if (redaction.isSecret(name)) {
                parser.skipChildren();
                string(Redaction.REDACTED);
            } else {
                value(value, depth + 1);
            }
        }
        words.append('}');
    }

    private void array(int depth) throws IOException {
        words.append('[');
        int count = 0;
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (count < MOST_ITEMS) {
                if (isFull(depth)) {
                    throw new IOException("enough");
                }
                words.append(count == 0 ? "" : ",");
                value(token, depth + 1);
            } else {
                parser.skipChildren();
            }
            count++;
        }
        words.append(count > MOST_ITEMS ? "," + MORE : "").append(']');
    }

    private boolean isFull(int depth) {
        return words.length() > LONGEST || depth >= DEEPEST;
    }

    private void string(String text) {
        words.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }
}
