package dev.sluice.edge;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a head that say how its message is framed and sent, found in one pass, and judged where Vert.x does not
 * (RFC 9110, 7.2, 8.3, 8.6 and 10.1.1). Used again for every request of an event loop.
 */
final class RequestHead implements BiConsumer<String, String> {

    private int hosts;
    private boolean nameless;
    private int contentTypes;
    private @Nullable String contentType;
    private @Nullable String contentLength;
    private @Nullable String transferEncoding;
    private @Nullable String contentEncoding;
    private @Nullable String expectation;
    private @Nullable String requestId;
    private @Nullable String origin;

    void read(MultiMap headers) {
        hosts = 0;
        nameless = false;
        contentTypes = 0;
        contentType = null;
        contentLength = null;
        transferEncoding = null;
        contentEncoding = null;
        expectation = null;
        requestId = null;
        origin = null;
        headers.forEach(this);
    }

    @Override
    public void accept(String name, String value) {
        switch (name.length()) {
            case 0 -> nameless = true;
            case 4 -> {
                if (name.equalsIgnoreCase("Host")) {
                    // an empty one names no host: as wrong as two
                    hosts += value.isEmpty() ? 2 : 1;
                }
            }
            case 6 -> {
                if (name.equalsIgnoreCase("Expect")) {
                    expectation = joined(expectation, value);
                } else if (name.equalsIgnoreCase("Origin")) {
                    // of two, nobody knows which: a list is no origin that could be allowed
                    origin = joined(origin, value);
                }
            }
            case 12 -> {
                if (name.equalsIgnoreCase("Content-Type")) {
                    contentTypes++;
                    contentType = value;
                } else if (requestId == null && name.equalsIgnoreCase("X-Request-Id")) {
                    requestId = value;
                }
            }
            case 14 -> contentLength = name.equalsIgnoreCase("Content-Length") ? value : contentLength;
            case 16 ->
                contentEncoding =
                        name.equalsIgnoreCase("Content-Encoding") ? joined(contentEncoding, value) : contentEncoding;
            case 17 ->
                transferEncoding =
                        name.equalsIgnoreCase("Transfer-Encoding") ? joined(transferEncoding, value) : transferEncoding;
            default -> {
                // says nothing about the message's frame
            }
        }
    }

    /** Repeated fields are one list (RFC 9110, 5.3). */
    private static String joined(@Nullable String before, String value) {
        return before == null ? value : before + ", " + value;
    }

    /** Of which there is one, where the head is right, or null. */
    @Nullable
    String contentType() {
        return contentType;
    }

    /** Whether the body is in a coding that would have to be undone to read it. */
    boolean isEncoded() {
        return contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
    }

    /** What the client calls the request, or null. */
    @Nullable
    String requestId() {
        return requestId;
    }

    /** Whose page sends the request (Fetch, 3.2), or null. */
    @Nullable
    String origin() {
        return origin;
    }

    /** Says how long the body will be and whether the client waits to be asked for it, or why the head is refused. */
    @Nullable
    Problem judge(Call call, int maxUriLength) {
        StreamWatch streams = call.streams;
        if (streams != null) {
            Problem refusal = StreamHead.judge(call.request, maxUriLength);
            if (refusal != null) {
                return refusal;
            }
            // Vert.x has compared the one with :authority, where both are there
            hosts = Math.max(1, hosts);
        }
        if (hosts != 1 || !(call.request instanceof HttpServerRequestInternal known) || !known.isValidAuthority()) {
            call.closes = true;
            return Problem.of(ProblemType.BAD_HOST, "expected: one Host header, of a host and perhaps a port");
        }
        if (nameless) {
            call.closes = true;
            return Problem.of(ProblemType.BAD_REQUEST, "expected: headers with names");
        }
        call.contentLength = ContentLength.of(contentLength, transferEncoding);
        if (call.contentLength == ContentLength.NONE && streams != null && streams.hasBody(call.request)) {
            call.contentLength = ContentLength.CHUNKED;
        }
        if (call.contentLength == ContentLength.MALFORMED) {
            call.closes = true;
            return Problem.of(
                    ProblemType.BAD_REQUEST, "expected: Content-Length of digits, or Transfer-Encoding: chunked");
        }
        if (contentTypes > 1) {
            return Problem.of(ProblemType.BAD_REQUEST, "expected: one Content-Type header");
        }
        if (expectation == null) {
            return null;
        }
        if (!expectation.equalsIgnoreCase("100-continue")) {
            return Problem.of(ProblemType.EXPECTATION_FAILED, "expected: 100-continue");
        }
        // RFC 9110, 10.1.1: to HTTP/1.0 it means nothing
        call.expectsContinue =
                call.contentLength != ContentLength.NONE && call.request.version() != HttpVersion.HTTP_1_0;
        return null;
    }
}
