package dev.sluice.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * How long a body will be, by the head of its message.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3</a>
 */
final class ContentLength {

    static final long NONE = -1;
    static final long CHUNKED = -2;
    static final long MALFORMED = -3;

    /** No more digits than this fit into a long; a body of so many bytes is beyond any limit. */
    private static final int MOST_DIGITS = 18;

    private ContentLength() {}

    static long of(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
            return coding == null ? NONE : coding.equalsIgnoreCase("chunked") ? CHUNKED : MALFORMED;
        }
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                return MALFORMED;
            }
        }
        if (length.isEmpty()) {
            return MALFORMED;
        }
        return length.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(length);
    }
}
