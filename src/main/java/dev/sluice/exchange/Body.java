package dev.sluice.exchange;

import io.vertx.core.buffer.Buffer;

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
}
