package dev.sluice.validation;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's head that say how it is framed and sent, found in one pass, and judged where no contract has
 * to be known for it (RFC 9110, 7.2, 8.3, 8.6 and 10.1.1). Used again for one request after the other; confined to one
 * thread.
 */
public final class HeadFields implements BiConsumer<String, String> {

    private int hosts;
    private String host = "";
    /** A host that was found good before: most requests are for the same one. */
    private String goodHost = "";

    private boolean nameless;
    private int contentTypes;
    private @Nullable String contentType;
    private @Nullable String contentLength;
    private long length;
    private @Nullable String transferEncoding;
    private @Nullable String contentEncoding;
    private @Nullable String expectation;
    private @Nullable String requestId;
    private @Nullable String origin;
    private @Nullable String connection;
    private boolean upgrade;

    public void read(MultiMap headers) {
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
        connection = null;
        upgrade = false;
        host = "";
        headers.forEach(this);
        length = ContentLength.of(contentLength, transferEncoding);
    }

    @Override
    public void accept(String name, String value) {
        switch (name.length()) {
            case 0 -> nameless = true;
            case 4 -> {
                if (name.equalsIgnoreCase("Host")) {
                    // an empty one names no host: as wrong as two
                    hosts += value.isEmpty() ? 2 : 1;
                    host = value;
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
            case 7 -> upgrade |= name.equalsIgnoreCase("Upgrade");
            case 10 -> connection = name.equalsIgnoreCase("Connection") ? joined(connection, value) : connection;
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

    /** How many hosts the request is for: an empty one counts as two. */
    public int hosts() {
        return hosts;
    }

    /** Whether the host is one that was found good before. */
    public boolean isGoodHost() {
        return hosts == 1 && host.equals(goodHost);
    }

    /** The host, of which there is one, has been found good: a host and perhaps a port. */
    public void foundGoodHost() {
        goodHost = host;
    }

    /** Of which there is one, where the head is right, or null. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** A length from 0, or one of the words of {@link ContentLength}. */
    public long contentLength() {
        return length;
    }

    /** Whether the body is in a coding that would have to be undone to read it. */
    public boolean isEncoded() {
        return Codings.isCoding(contentEncoding);
    }

    /** Whether the client waits until it is asked for the body (RFC 9110, 10.1.1). */
    public boolean expectsContinue() {
        return expectation != null;
    }

    /** What the client calls the request, or null. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Whose page sends the request (Fetch, 3.2), or null. */
    public @Nullable String origin() {
        return origin;
    }

    /** What is meant for the next hop alone, or null (RFC 9110, 7.6.1). */
    public @Nullable String connection() {
        return connection;
    }

    /** Whether the client would go on in another protocol (RFC 9110, 7.8). */
    public boolean asksForUpgrade() {
        return upgrade
                && connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade");
    }

    /** A request of which nobody knows which host it is for. */
    public static Problem badHost() {
        return Problem.of(ProblemType.BAD_HOST, "expected: one Host header, of a host and perhaps a port");
    }

    /** Why nobody can tell what the head says, or where its body ends; or null. */
    public @Nullable Problem malformed() {
        if (nameless) {
            return Problem.of(ProblemType.BAD_REQUEST, "expected: headers with names");
        }
        return length == ContentLength.MALFORMED
                ? Problem.of(
                        ProblemType.BAD_REQUEST, "expected: Content-Length of digits, or Transfer-Encoding: chunked")
                : null;
    }

    /** Why a head that can be read is refused nevertheless, or null. */
    public @Nullable Problem unusable() {
        if (contentTypes > 1) {
            return Problem.of(ProblemType.BAD_REQUEST, "expected: one Content-Type header");
        }
        return expectation == null || expectation.equalsIgnoreCase("100-continue")
                ? null
                : Problem.of(ProblemType.EXPECTATION_FAILED, "expected: 100-continue");
    }
}
