package dev.sluice.cli.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.traffic.Redaction;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON as it came, but for the values of secrets.
 *
 * @param text ends where it is malformed, and behind a mebibyte
 * @param place of a value in it; -1 where it is not there
 */
record ShownJson(String text, int place) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 1 << 20;
    /** Shown behind a place. */
    private static final int FURTHER = 200;

    /** @param pointer of the value that is looked for */
    static ShownJson of(Buffer json, String pointer, Redaction redaction) {
        String text = new String(json.getBytes(0, Math.min(json.length(), MOST)), StandardCharsets.UTF_8);
        Reading reading = new Reading(text, pointer, redaction);
        try (JsonParser parser = JSON.createParser(text)) {
            reading.read(parser);
            return reading.shown(text.length());
        } catch (IOException malformed) {
            return reading.malformed();
        }
    }

    private static final class Reading {

        private final String text;
        private final String pointer;
        private final Redaction redaction;
        private final StringBuilder shown = new StringBuilder();
        private int copied;
        private int seen;
        private int place = -1;

        Reading(String text, String pointer, Redaction redaction) {
            this.text = text;
            this.pointer = pointer;
            this.redaction = redaction;
        }

        void read(JsonParser parser) throws IOException {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                if (place >= 0 && start > place + FURTHER) {
                    return;
                }
                if (token == JsonToken.FIELD_NAME || token.isStructEnd()) {
                    seen = (int) parser.currentLocation().getCharOffset();
                    continue;
                }
                if (place < 0
                        && pointer.equals(
                                parser.getParsingContext().pathAsPointer().toString())) {
                    place = shown.length() + start - copied;
                }
                String name = parser.currentName();
                boolean secret = name != null && redaction.isSecret(name);
                if (secret || (token == JsonToken.VALUE_STRING && Redaction.isCredential(parser.getText()))) {
                    hide(parser, start);
                }
                parser.finishToken();
                seen = (int) parser.currentLocation().getCharOffset();
            }
        }

        private void hide(JsonParser parser, int start) throws IOException {
            shown.append(text, copied, start)
                    .append('"')
                    .append(Redaction.REDACTED)
                    .append('"');
            parser.skipChildren();
            parser.finishToken();
            copied = (int) parser.currentLocation().getCharOffset();
        }

        ShownJson shown(int end) {
            return new ShownJson(
                    shown.append(text, copied, Math.max(copied, end)).toString(), place);
        }

        /** What is malformed is shown as far as it could be read, and a little of what follows. */
        ShownJson malformed() {
            int end = Math.max(copied, Math.min(seen, text.length()));
            ShownJson whole = shown(end);
            return place >= 0
                    ? whole
                    : new ShownJson(whole.text() + "…", whole.text().length());
        }
    }
}
