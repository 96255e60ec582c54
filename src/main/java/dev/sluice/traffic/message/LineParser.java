package dev.sluice.traffic.message;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one line of a recording. Members that it does not know are passed over. Confined to one thread. */
final class LineParser {

    private static final String TEXT = "a string";
    private static final String LENGTH = "the body's length, an integer from 0";

    private final JsonCursor json = new JsonCursor();

    /** A request or an answer, while it is read. */
    private static final class Draft {

        private @Nullable String method;
        private @Nullable String url;
        private int status = -1;
        private MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        private @Nullable Buffer body;
        private long length = -2;

        @Nullable
        RecordedBody body() {
            if (length < 0) {
                return body == null ? null : RecordedBody.of(body);
            }
            return new RecordedBody(body == null ? Buffer.buffer() : body, length);
        }
    }

    RecordedExchange parse(byte[] bytes, int from, int to) throws MalformedLineException {
        json.reset(bytes, from, to);
        Instant time = null;
        double millis = Double.NaN;
        String contract = null;
        String operation = null;
        String refused = null;
        RecordedRequest request = null;
        RecordedResponse response = null;
        List<String> redacted = List.of();
        json.open('{', "an object");
        String name = json.member(true);
        while (name != null) {
            if (!json.skipsNull()) {
                switch (name) {
                    case "time" -> time = time();
                    case "millis" -> millis = json.number("a number");
                    case "contract" -> contract = json.string(TEXT);
                    case "operation" -> operation = json.string(TEXT);
                    case "refused" -> refused = json.string(TEXT);
                    case "request" -> request = request();
                    case "response" -> response = response();
                    case "redacted" -> redacted = strings();
                    default -> json.skip();
                }
            }
            name = json.member(false);
        }
        json.finish();
        if (request == null && response == null) {
            throw JsonCursor.wrong(from, "a message with a request, a response or both");
        }
        return new RecordedExchange(time, millis, contract, operation, refused, request, response, redacted);
    }

    private Instant time() throws MalformedLineException {
        json.peek();
        int at = json.offset();
        Instant time = Timestamps.read(json.string(TEXT));
        if (time == null) {
            throw JsonCursor.wrong(at, "a moment as RFC 3339 has it, such as 2026-11-23T10:00:00.123Z");
        }
        return time;
    }

    private RecordedRequest request() throws MalformedLineException {
        int at = json.offset();
        Draft draft = message();
        if (draft.method == null || draft.url == null) {
            throw JsonCursor.wrong(at, "a request with method and url");
        }
        return new RecordedRequest(draft.method, draft.url, draft.headers, draft.body());
    }

    private RecordedResponse response() throws MalformedLineException {
        int at = json.offset();
        Draft draft = message();
        if (draft.status < 0) {
            throw JsonCursor.wrong(at, "a response with a status");
        }
        return new RecordedResponse(draft.status, draft.headers, draft.body());
    }

    private Draft message() throws MalformedLineException {
        Draft draft = new Draft();
        json.open('{', "an object");
        String name = json.member(true);
        while (name != null) {
            if (!json.skipsNull()) {
                switch (name) {
                    case "method" -> draft.method = json.string(TEXT);
                    case "url" -> draft.url = json.string(TEXT);
                    case "status" -> draft.status = status();
                    case "headers" -> draft.headers = headers();
                    case "body" -> draft.body = only(draft, text());
                    case "bodyBase64" -> draft.body = only(draft, base64());
                    case "bodyTruncated" -> draft.length = json.count(LENGTH);
                    default -> json.skip();
                }
            }
            name = json.member(false);
        }
        return draft;
    }

    private Buffer only(Draft draft, Buffer body) throws MalformedLineException {
        if (draft.body != null) {
            throw JsonCursor.wrong(json.offset(), "body or bodyBase64, not both");
        }
        return body;
    }

    private int status() throws MalformedLineException {
        json.peek();
        int at = json.offset();
        long status = json.count("a status, an integer from 0 to 999");
        if (status > 999) {
            throw JsonCursor.wrong(at, "a status, an integer from 0 to 999");
        }
        return (int) status;
    }

    private Buffer text() throws MalformedLineException {
        byte[] bytes = json.bytes(TEXT);
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, json.length()));
    }

    private Buffer base64() throws MalformedLineException {
        json.peek();
        int at = json.offset();
        try {
            return Buffer.buffer(Base64.getDecoder().decode(json.string(TEXT)));
        } catch (IllegalArgumentException malformed) {
            throw JsonCursor.wrong(at, "base64 (RFC 4648, 4)");
        }
    }

    private MultiMap headers() throws MalformedLineException {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        json.open('{', "an object of headers");
        String name = json.member(true);
        while (name != null) {
            if (json.peek() == '[') {
                for (String value : strings()) {
                    headers.add(name, value);
                }
            } else {
                headers.add(name, json.string("a string, or an array of strings"));
            }
            name = json.member(false);
        }
        return headers;
    }

    private List<String> strings() throws MalformedLineException {
        List<String> strings = new ArrayList<>();
        json.open('[', "an array of strings");
        boolean more = json.item(true);
        while (more) {
            strings.add(json.string(TEXT));
            more = json.item(false);
        }
        return strings;
    }
}
