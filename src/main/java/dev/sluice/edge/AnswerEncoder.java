package dev.sluice.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Sends the answers of an HTTP/1 connection in one piece: head and body are put together as bytes, past the map of
 * headers and the encoder that Vert.x has for them. Whatever is not a plain answer (to HEAD or HTTP/1.0, without a
 * body by its status, in chunks) goes the common way. One for each connection.
 */
final class AnswerEncoder extends ChannelOutboundHandlerAdapter {

    /** Larger bodies are not copied. */
    private static final int MOST_COPIED = 32 * 1024;

    private final LoopTime time;
    private final ChannelHandlerContext socket;

    /** Has been handed to the response, and not come back as a message yet: at most one, for answers are in order. */
    private @Nullable Answer answer;

    /** @param socket where bytes are sent as they are */
    AnswerEncoder(LoopTime time, ChannelHandlerContext socket) {
        this.time = time;
        this.socket = socket;
    }

    /** Whether it will write the head of an answer, which then need not be told to the response. */
    boolean takes(Answer next) {
        int status = next.status();
        if (status < 200
                || status == 204
                || status == 205
                || status == 304
                || next.call().request.version() != HttpVersion.HTTP_1_1
                || HttpMethod.HEAD.equals(next.call().request.method())) {
            return false;
        }
        answer = next;
        return true;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Answer next = answer;
        if (next != null
                && message instanceof FullHttpResponse response
                && response.status().code() == next.status()) {
            answer = null;
            send(next, response, promise);
        } else {
            context.write(message, promise);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
    private void send(Answer next, FullHttpResponse response, ChannelPromise promise) {
        AnswerBytes bytes = time.answers;
        ByteBuf body = response.content();
        boolean copied = body.readableBytes() <= MOST_COPIED;
        bytes.begin(response.status());
        next.writeTo(bytes, time, time.texts);
        String connection = response.headers().get(HttpHeaderNames.CONNECTION);
        if (connection != null) {
            bytes.field(HttpHeaderNames.CONNECTION, connection);
        }
        bytes.end(body.readableBytes());
        if (copied) {
            bytes.body(body);
            response.release();
        }
        ByteBuf out = socket.alloc().directBuffer(bytes.length());
        bytes.writeTo(out);
        if (copied) {
            socket.write(out, promise);
        } else {
            socket.write(out);
            socket.write(body, promise);
        }
    }
}
