package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/** How a sequential media type puts its items one behind the other (OpenAPI 3.2, 4.14.3.1). */
public enum Framing {
    /** A JSON text on each line: JSON Lines, NDJSON. */
    LINES,
    /** A record separator before each JSON text, a line feed behind it (RFC 7464), and every {@code +json-seq}. */
    RECORDS,
    /** Events (HTML, 9.2.5); each is an object with the fields that are dispatched. */
    EVENTS;

    /** Null for what is no sequential media type; multipart is none that is read so. */
    public static @Nullable Framing of(String contentType) {
        if (BodyFormat.isType(contentType, "text/event-stream")) {
            return EVENTS;
        }
        if (BodyFormat.isType(contentType, "application/json-seq") || MediaRange.isSuffixed(contentType, "+json-seq")) {
            return RECORDS;
        }
        boolean lines = BodyFormat.isType(contentType, "application/jsonl")
                || BodyFormat.isType(contentType, "application/x-ndjson")
                || BodyFormat.isType(contentType, "application/ndjson")
                || BodyFormat.isType(contentType, "application/json-lines");
        return lines ? LINES : null;
    }
}
