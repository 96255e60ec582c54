package dev.sluice.traffic.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what browsers and proxies export, entry by entry, in memory that the file's size does not grow. An entry that is
 * none is told, and the next one read; where the JSON itself is broken, nothing behind that can be read.
 *
 * @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2</a>
 */
final class HarReader implements TrafficReader {

    /** In characters: of a body, as a rule. */
    private static final int LONGEST_TEXT = TrafficFile.bounded(64 << 20);

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final InputStream in;
    private final JsonParser json;
    private boolean inEntries;
    /** Of the entry that is read, in its log. */
    private long index = -1;

    /** Another file begins at the present token. */
    private boolean begun;

    private boolean broken;

    HarReader(InputStream in) throws IOException {
        this.in = in;
        this.json = JSON.createParser(in);
    }

    @Override
    public @Nullable TrafficEntry next() throws IOException {
        try {
            TrafficEntry found = null;
            while (found == null && !broken && (inEntries || findEntries())) {
                found = entry();
            }
            return found;
        } catch (JsonProcessingException e) {
            broken = true;
            JsonLocation at = e.getLocation() == null ? json.currentLocation() : e.getLocation();
            return malformed(at, problem(e) + "; what follows cannot be read");
        }
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof HarException) {
            return e.getOriginalMessage();
        }
        if (e instanceof JsonEOFException) {
            return "expected the rest of the HAR: the file ends within it";
        }
        return e instanceof StreamConstraintsException
                ? "expected at most " + StreamReadConstraints.DEFAULT_MAX_DEPTH + " levels, "
                        + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits of a number, "
                        + StreamReadConstraints.DEFAULT_MAX_NAME_LEN + " characters of a name and " + LONGEST_TEXT
                        + " of a text"
                : "expected strict JSON";
    }

    /** Goes to the first of {@code log.entries}. */
    private boolean findEntries() throws IOException {
        if (!begun) {
            expectObject("a HAR, an object with log");
        }
        if (!find("log")) {
            throw new HarException(json, "log in the HAR's object");
        }
        expectObject("log to be an object with entries");
        if (!find("entries")) {
            throw new HarException(json, "entries in log");
        }
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new HarException(json, "entries to be an array");
        }
        inEntries = true;
        index = -1;
        return true;
    }

    private void expectObject(String expected) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new HarException(json, expected);
        }
    }

    private boolean find(String member) throws IOException {
        for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
            if (json.currentName().equals(member)) {
                return true;
            }
            json.nextToken();
            json.skipChildren();
        }
        return false;
    }

    private @Nullable TrafficEntry entry() throws IOException {
        index++;
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_ARRAY) {
            leaveFile();
            return null;
        }
        JsonLocation at = json.currentTokenLocation();
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return malformed(at, "expected an entry, an object");
        }
        HarEntry entry = new HarEntry(json);
        RecordedExchange exchange = entry.read();
        if (exchange != null) {
            return new TrafficEntry.Message(exchange, at.getLineNr(), pointer());
        }
        return entry.other() == null
                ? malformed(at, entry.problem())
                : new TrafficEntry.PassedOver(entry.other(), at.getLineNr(), pointer());
    }

    private String pointer() {
        return inEntries && index >= 0 ? "log/entries/" + index : "";
    }

    /** Goes to the end of the file, and on to one that stands behind it. */
    private void leaveFile() throws IOException {
        inEntries = false;
        leave("entries", "the end of log");
        leave("log", "the end of the file's object");
        JsonToken token = json.nextToken();
        if (token == null) {
            broken = true;
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new HarException(json, "nothing, or another HAR file, behind a HAR file");
        }
        begun = true;
    }

    /** @param member that was read, and would be passed over where it comes once more */
    private void leave(String member, String expected) throws IOException {
        JsonToken token = json.nextToken();
        while (token == JsonToken.FIELD_NAME) {
            if (json.currentName().equals(member)) {
                throw new HarException(json, member + " but once");
            }
            json.nextToken();
            json.skipChildren();
            token = json.nextToken();
        }
        if (token != JsonToken.END_OBJECT) {
            throw new HarException(json, expected);
        }
    }

    private TrafficEntry malformed(JsonLocation at, String problem) {
        return new TrafficEntry.Malformed(at.getLineNr(), at.getColumnNr(), problem, pointer());
    }

    @Override
    public void close() throws IOException {
        json.close();
        in.close();
    }

    /** It is JSON, and not what was expected. */
    private static final class HarException extends JsonProcessingException {

        private static final long serialVersionUID = 1L;

        HarException(JsonParser at, String expected) {
            super("expected " + expected, at.currentTokenLocation());
        }
    }
}
