package dev.sluice.validation;

import org.jspecify.annotations.Nullable;

/**
 * How long a body will be, by the head of its message.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3</a>
 */
public final class ContentLength {

    public static final long NONE = -1;
    /** In chunks, or, of HTTP/2, in frames: nobody says how many. */
    public static final long CHUNKED = -2;

    public static final long MALFORMED = -3;

    /** No more digits than this fit into a long; a body of so many bytes is beyond any limit. */
    private static final int MOST_DIGITS = 18;

    private ContentLength() {}

    /**
     * @param length the value of {@code Content-Length}, or null
     * @param coding the value of {@code Transfer-Encoding}, or null
     */
    public static long of(@Nullable String length, @Nullable String coding) {
        if (length == null) {
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

    /** Whether the head announces a body (RFC 9112, 6.3). */
    public static boolean announcesBody(long length) {
        return length > 0 || length == CHUNKED;
    }
}
