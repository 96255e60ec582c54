package dev.sluice.validation;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** A range of bytes; those of a body are the buffer's own where it has an array, else a copy. */
final class BodyBytes {

    private final byte[] bytes;
    private final int from;
    private final int to;

    BodyBytes(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    static BodyBytes of(Buffer buffer) {
        ByteBuf content = buffer instanceof BufferInternal internal ? internal.getByteBuf() : null;
        if (content == null || !content.hasArray()) {
            return new BodyBytes(buffer.getBytes(), 0, buffer.length());
        }
        int from = content.arrayOffset() + content.readerIndex();
        return new BodyBytes(content.array(), from, from + buffer.length());
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }
}
