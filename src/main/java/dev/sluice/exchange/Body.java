package dev.sluice.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Supplier;

/** The content of a message. */
public sealed interface Body {

    /** No content at all: neither a length above zero nor chunks with a byte in them. */
    enum Empty implements Body {
        EMPTY
    }

    /** Content that was judged while it arrived, and is gone. */
    record Judged(long length) implements Body {}

    /** Content that is not in the coding that its head tells (RFC 9110, 8.4): nobody knows what it is. */
    enum Broken implements Body {
        BROKEN
    }

    /** Content that is held whole. */
    record Bytes(Buffer buffer) implements Body {}

    /**
     * Content on its way, which nobody has read: for a backend that {@link Backend#takesStreams takes streams}.
     *
     * @param length as the head says, from 0; -1 where it does not
     * @param content paused; to be read by one, on the exchange's event loop. It fails when the client leaves or breaks
     *     the framing.
     * @param trailers of the message; asked for when the content has ended
     * @param waits whether the client sends no content until somebody reads it (RFC 9110, 10.1.1)
     */
    record Flowing(long length, ReadStream<Buffer> content, Supplier<Fields> trailers, boolean waits) implements Body {

        /** Content without trailers that comes at once. */
        public Flowing(long length, ReadStream<Buffer> content) {
            this(length, content, () -> Fields.NONE, false);
        }

        /** The same, read in another way. */
        public Flowing with(ReadStream<Buffer> other) {
            return new Flowing(length, other, trailers, waits);
        }
    }
}
