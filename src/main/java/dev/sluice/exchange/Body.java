package dev.sluice.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** The content of a message. */
public sealed interface Body {

    /** No content at all: neither a length above zero nor chunks with a byte in them. */
    enum Empty implements Body {
        EMPTY
    }

    /** Content that was judged while it arrived, and is gone. */
    record Judged(long length) implements Body {}

    /** Content that is held whole. */
    record Bytes(Buffer buffer) implements Body {}

    /**
     * Content on its way, which nobody has read: for a backend that {@link Backend#takesStreams takes streams}.
     *
     * @param length as the head says, from 0; -1 where it does not
     * @param content paused; to be read by one, on the exchange's event loop. It fails when the client leaves or breaks
     *     the framing.
     */
    record Flowing(long length, ReadStream<Buffer> content) implements Body {}
}
