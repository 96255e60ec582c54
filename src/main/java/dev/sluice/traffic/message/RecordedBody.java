package dev.sluice.traffic.message;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The content of a message, without transfer coding.
 *
 * @param content what was kept of it; not changed any more
 * @param length in bytes, as it went by; more than were kept where it was cut short; {@link #UNKNOWN} where some is
 *     missing, and nobody knows how much
 */
public record RecordedBody(Buffer content, long length) {

    public static final long UNKNOWN = -1;

    public static RecordedBody of(Buffer whole) {
        return new RecordedBody(whole, whole.length());
    }

    public static RecordedBody of(String whole) {
        return of(Buffer.buffer(whole.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether only a beginning was kept, which says nothing about the whole. */
    public boolean isTruncated() {
        return length != content.length();
    }
}
