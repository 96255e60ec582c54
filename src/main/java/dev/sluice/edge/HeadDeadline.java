package dev.sluice.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the head of a request arrives in time, however slowly its bytes drip: Vert.x has an idle timeout only,
 * which every byte begins anew. Watches one HTTP/1 connection from both sides of its decoder.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private static final String DECODER = "httpDecoder";

    private final Deadlines deadlines;
    private final Supplier<ErrorWriter.Answer> late;
    private final Waiting waiting = new Waiting();
    private @Nullable ChannelHandlerContext context;

    /** Between the last byte of one request and the last byte of the next one's head. */
    private boolean betweenRequests = true;

    /** The decoder gave something for the bytes that it is being fed. */
    private boolean decoded;

    private HeadDeadline(Deadlines deadlines, Supplier<ErrorWriter.Answer> late) {
        this.deadlines = deadlines;
        this.late = late;
    }

    /** @param late the answer to a head that did not arrive in time */
    static void watch(ChannelPipeline pipeline, Deadlines deadlines, Supplier<ErrorWriter.Answer> late) {
        if (pipeline.get(DECODER) != null) {
            HeadDeadline watch = new HeadDeadline(deadlines, late);
            pipeline.addBefore(DECODER, "headDeadline", watch);
            pipeline.addAfter(DECODER, "headDeadlineEnd", watch.new Decoded());
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        decoded = false;
        context.fireChannelRead(bytes);
        if (betweenRequests && !decoded && !waiting.started) {
            waiting.started = true;
            deadlines.start(waiting, System.nanoTime());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.stop();
        context.fireChannelInactive();
    }

    private void refuse() {
        ChannelHandlerContext connection = context;
        if (connection == null) {
            return;
        }
        ErrorWriter.Answer answer = late.get();
        String head = "HTTP/1.1 " + answer.status() + " Request Timeout\r\nConnection: close\r\nContent-Type: "
                + answer.contentType() + "\r\nContent-Length: " + answer.body().length() + "\r\n\r\n";
        byte[] body = answer.body().getBytes();
        connection
                .writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.ISO_8859_1), body))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private final class Waiting extends Deadlines.Entry {

        private boolean started;

        @Override
        void expired() {
            refuse();
        }
    }

    /** The side behind the decoder. */
    private final class Decoded extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            decoded = true;
            if (message instanceof HttpRequest) {
                betweenRequests = false;
                if (waiting.started) {
                    waiting.started = false;
                    waiting.stop();
                }
            }
            if (message instanceof LastHttpContent) {
                betweenRequests = true;
            }
            context.fireChannelRead(message);
        }
    }
}
