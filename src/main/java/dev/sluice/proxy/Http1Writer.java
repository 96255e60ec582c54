package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends the requests of an HTTP/1 connection (RFC 9112, 7.1). Confined to one event loop. */
final class Http1Writer {

    /** Larger bodies are not copied behind the head. */
    private static final int MOST_COPIED = 32 * 1024;

    private static final ByteBuf END_OF_CHUNK =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n", StandardCharsets.ISO_8859_1));
    private static final ByteBuf LAST_CHUNK =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("0\r\n\r\n", StandardCharsets.ISO_8859_1));

    private final ChannelHandlerContext channel;
    private final HeadBytes head;
    private final ChannelFutureListener written = write -> stopped(write.isSuccess());
    private boolean chunked;
    private boolean done;
    private boolean failed;

    Http1Writer(ChannelHandlerContext channel, HeadBytes head) {
        this.channel = channel;
        this.head = head;
    }

    /**
     * Puts a head together.
     *
     * @throws IllegalArgumentException when there is a character that cannot be sent
     */
    void begin(OutgoingRequest request) {
        head.line(request);
        request.writeTo(head, true);
        head.end();
        chunked = request.length == OutgoingRequest.CHUNKED;
    }

    /** Sends the head that {@link #begin} has put together. */
    @SuppressWarnings("FutureReturnValueIgnored") // the listener is told
    void send(@Nullable Buffer body, boolean whole) {
        done = whole;
        int length = body == null ? 0 : body.length();
        ByteBuf out = channel.alloc().directBuffer(head.length() + (length <= MOST_COPIED ? length : 0));
        head.writeTo(out);
        if (body == null) {
            flush(out);
        } else if (length <= MOST_COPIED) {
            out.writeBytes(((BufferInternal) body).getByteBuf());
            flush(out);
        } else {
            channel.write(out);
            flush(((BufferInternal) body).getByteBuf());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the listener is told of what comes last
    void write(Buffer chunk) {
        if (failed || chunk.length() == 0) {
            return;
        }
        ByteBuf bytes = ((BufferInternal) chunk).getByteBuf();
        if (!chunked) {
            flush(bytes);
            return;
        }
        ByteBuf size = channel.alloc().directBuffer(10);
        ByteBufUtil.writeAscii(size, Integer.toHexString(chunk.length()));
        size.writeShort('\r' << 8 | '\n');
        channel.write(size);
        channel.write(bytes);
        flush(END_OF_CHUNK.duplicate());
    }

    void end(Fields trailers) {
        done = true;
        if (!chunked || failed) {
            return;
        }
        if (trailers.size() == 0) {
            flush(LAST_CHUNK.duplicate());
        } else {
            head.trailers(trailers);
            ByteBuf out = channel.alloc().directBuffer(head.length());
            head.writeTo(out);
            flush(out);
        }
    }

    /** Whether a whole request has been handed over. */
    boolean isDone() {
        return done && !failed;
    }

    /** Also when nothing can be sent any more: the upstream may have answered before it closed its ear. */
    boolean isFull() {
        return failed || !channel.channel().isWritable();
    }

    boolean isFlushed() {
        ChannelOutboundBuffer out = channel.channel().unsafe().outboundBuffer();
        return out == null || out.isEmpty();
    }

    private void flush(ByteBuf last) {
        channel.writeAndFlush(last).addListener(written);
    }

    private void stopped(boolean success) {
        failed |= !success;
    }
}
