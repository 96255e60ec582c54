package dev.sluice.edge;

import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody holds an HTTP/1 connection for nothing: the head of a request arrives in time, however slowly
 * its bytes drip, and a connection without a request is closed. Vert.x has an idle timeout only, which every byte begins
 * anew, which may end a request that is being answered, and which costs every request some reads of the clock.
 */
final class ConnectionWatch extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<ConnectionWatch> KEY = AttributeKey.valueOf(ConnectionWatch.class, "of");
    private static final String DECODER = "httpDecoder";
    private static final String HANDLER = "handler";

    private final LoopTime time;
    private final Channel channel;
    private final Supplier<ErrorWriter.Answer> late;
    private final Consumer<Call> left;
    private final Supplier<ChannelHandler> decoders;
    private final HeadDeadline head = new HeadDeadline();
    private final IdleDeadline idle = new IdleDeadline();
    private final RestDeadline rest = new RestDeadline();
    private final TrailerWatch trailers = new TrailerWatch();

    /** Below the codec: what is written here is sent as it is. */
    private @Nullable ChannelHandlerContext socket;

    private @Nullable AnswerEncoder encoder;

    /** What came behind a request that asks for another protocol; null while there is none. */
    private @Nullable EarlyBytes early;

    /** The latest request. */
    private @Nullable Call call;

    /** The last request has been read to its end, and answered: as its call would say, which is farther away. */
    private boolean free = true;

    /** How many heads have been complete. */
    private long heads;

    /** {@link LoopTime#tickNanos} when a byte came, or when an answer was handed to the socket. */
    private long lastUsed;

    private ConnectionWatch(
            LoopTime time,
            Channel channel,
            Supplier<ErrorWriter.Answer> late,
            Consumer<Call> left,
            Supplier<ChannelHandler> decoders) {
        this.decoders = decoders;
        this.time = time;
        this.channel = channel;
        this.late = late;
        this.left = left;
        this.lastUsed = time.tickNanos();
    }

    /**
     * To be called on the connection's event loop, before its first request.
     *
     * @param late the answer to a head that did not arrive in time
     * @param left is told of a call whose client has closed the connection before it was answered
     * @param decoders as the connection has one
     */
    static void begin(
            HttpServerConnection connection,
            LoopTime time,
            Supplier<ErrorWriter.Answer> late,
            Consumer<Call> left,
            Supplier<ChannelHandler> decoders) {
        ChannelPipeline pipeline = connection.channelHandlerContext().pipeline();
        if (pipeline.get(DECODER) != null) {
            ConnectionWatch watch = new ConnectionWatch(time, pipeline.channel(), late, left, decoders);
            pipeline.channel().attr(KEY).set(watch);
            pipeline.addBefore(DECODER, "connectionWatch", watch);
            if (watch.socket != null) {
                watch.encoder = new AnswerEncoder(time, watch.socket);
                pipeline.addBefore(HANDLER, "answerEncoder", watch.encoder);
                pipeline.addBefore(HANDLER, "trailerWatch", watch.trailers);
            }
            time.idles.start(watch.idle, System.nanoTime());
        }
    }

    /** The watch of a connection that has one. */
    static @Nullable ConnectionWatch of(HttpConnection connection) {
        return connection instanceof HttpServerConnection http
                ? http.channelHandlerContext().channel().attr(KEY).get()
                : null;
    }

    /** A head is complete, well-formed or not. */
    void began(Call next) {
        heads++;
        free = false;
        call = next;
        head.end();
        rest.stop();
    }

    /** How many have come, the one under way included. */
    long requests() {
        return heads;
    }

    /** Of the latest request, whose content has ended. */
    Fields trailers() {
        return trailers.of(heads);
    }

    /** A call has been answered before its body was read: the rest has to come in time. */
    void awaitRest(Call answered) {
        time.bodies.start(rest, answered.exchange.startNanos());
    }

    /** Whether the connection itself writes the head of an answer that is handed to the socket next. */
    boolean answers(Answer answer) {
        return encoder != null && encoder.takes(answer);
    }

    /** An answer has been handed to the socket. */
    void answered() {
        lastUsed = time.tickNanos();
        if (early != null) {
            // not within the answer to the request before
            channel.eventLoop().execute(this::decodeEarlyBytes);
        }
    }

    /** A call has been answered, and its request was read to its end. */
    void ended(Call answered) {
        free = call == answered;
    }

    /** From now on no byte is read as HTTP, until the request under way is answered. */
    void holdEarlyBytes() {
        if (early == null && channel.pipeline().get(DECODER) != null) {
            EarlyBytes next = new EarlyBytes();
            early = next;
            // what it has read already comes to the next one
            channel.pipeline().replace(DECODER, DECODER, next);
        }
    }

    /** What has come behind a request, of a connection that has switched; nothing as a rule. */
    Buffer takeEarlyBytes() {
        EarlyBytes held = early;
        early = null;
        return held == null ? Buffer.buffer() : held.take();
    }

    /** The connection goes on in HTTP. */
    private void decodeEarlyBytes() {
        EarlyBytes held = early;
        if (held == null || !channel.isActive() || socket == null) {
            return;
        }
        early = null;
        channel.pipeline().replace(held, DECODER, decoders.get());
        Buffer bytes = held.take();
        if (bytes.length() > 0) {
            channelRead(socket, Unpooled.wrappedBuffer(bytes.getBytes()));
            socket.fireChannelReadComplete();
        }
    }

    /** Sends what has been written, now: what is written while bytes are read waits until they are. */
    void flush() {
        channel.flush();
    }

    /** Ends the connection at once, also when the client does not take what has been written. */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
    void cut() {
        if (socket == null) {
            channel.close();
        } else {
            // past Vert.x, which waits until everything has been flushed
            socket.close();
        }
    }

    /** Ends the connection by a reset (RST), behind what has been written before. */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
    void reset() {
        channel.flush();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        socket = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        lastUsed = time.tickNanos();
        long before = heads;
        boolean ofHead = isBetweenRequests() && !isEmptyLine(bytes);
        context.fireChannelRead(bytes);
        if (ofHead && heads == before) {
            head.begin();
        }
    }

    /** A client may send an empty line behind a request, and says nothing by it (RFC 9112, 2.2). */
    private static boolean isEmptyLine(Object bytes) {
        if (!(bytes instanceof ByteBuf content)) {
            return false;
        }
        for (int i = content.readerIndex(); i < content.writerIndex(); i++) {
            if (content.getByte(i) != '\r' && content.getByte(i) != '\n') {
                return false;
            }
        }
        return true;
    }

    /** The bytes that come are a head's: the last request has been read to its end, and answered. */
    private boolean isBetweenRequests() {
        return free || call == null || (call.ended && (!call.unread || call.request.isEnded()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        head.end();
        rest.stop();
        idle.stop();
        if (call != null && !call.ended) {
            left.accept(call);
        }
        context.fireChannelInactive();
    }

    /** Runs while a head is incomplete. */
    private final class HeadDeadline extends Deadlines.Entry {

        private boolean running;

        void begin() {
            if (!running) {
                running = true;
                time.heads.start(this, System.nanoTime());
            }
        }

        void end() {
            if (running) {
                running = false;
                stop();
            }
        }

        @Override
        protected void expired() {
            if (socket == null) {
                return;
            }
            ErrorWriter.Answer answer = late.get();
            String text = "HTTP/1.1 " + answer.status() + " Request Timeout\r\nConnection: close\r\nContent-Type: "
                    + answer.contentType() + "\r\nContent-Length: "
                    + answer.body().length() + "\r\n\r\n";
            byte[] body = answer.body().getBytes();
            socket.writeAndFlush(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1), body))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Runs while nobody wants what is left of a body. */
    private final class RestDeadline extends Deadlines.Entry {

        @Override
        protected void expired() {
            if (call != null && !call.request.isEnded()) {
                cut();
            }
        }
    }

    /** Looks from time to time whether the connection is still in use; runs as long as it is open. */
    private final class IdleDeadline extends Deadlines.Entry {

        /** Bytes that the client had not taken when it was looked at last. */
        private long unsent;

        @Override
        protected void expired() {
            long now = System.nanoTime();
            boolean answering = call != null && !call.ended;
            if (answering || isBeingRead() || now - lastUsed < time.idleNanos()) {
                time.idles.start(this, now);
            } else {
                cut();
            }
        }

        /** Whether the client has taken some of an answer since the last look. */
        private boolean isBeingRead() {
            ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
            long before = unsent;
            unsent = out == null ? 0 : out.totalPendingWriteBytes();
            return unsent > 0 && unsent != before;
        }
    }
}
