package dev.sluice.edge;

import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody holds an HTTP/2 connection for nothing: a frame, and all that belongs to one head, arrives in
 * time, a connection without a stream is closed, and streams are as few as was said, whether the client has confirmed it
 * or not. Streams themselves have the deadlines of their calls; frames are counted by {@link FrameGuard}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-10.5">RFC 9113, 10.5</a>
 */
final class StreamWatch extends ChannelDuplexHandler {

    /** Error codes, RFC 9113, 7. */
    static final long NO_ERROR = 0;

    static final long CANCEL = 8;

    /** Bytes of a stream that may be on their way without having been asked for: the protocol's default. */
    static final int WINDOW = 65_535;

    /** Of a PING of ours: when it comes back, so has everything that was sent before its sender knew of our GOAWAY. */
    private static final long FAREWELL = 0x536C_7569_6365L;

    private static final AttributeKey<StreamWatch> KEY = AttributeKey.valueOf(StreamWatch.class, "of");

    private final LoopTime time;
    private final ChannelHandlerContext context;
    private final Http2ConnectionHandler handler;
    /** Its first request has come as one of HTTP/1.1 that asked for the switch: what Netty knows of its body is wrong. */
    private final boolean upgraded;

    private final FrameGuard frames;
    /** Vert.x passes them over. */
    private final Http2Connection.PropertyKey trailersKey;

    private final FrameDeadline frame = new FrameDeadline();
    private final IdleDeadline idle = new IdleDeadline();
    private boolean retiring;
    private boolean retired;

    private StreamWatch(LoopTime time, ChannelHandlerContext context, Http2ConnectionHandler handler) {
        this.time = time;
        this.context = context;
        this.handler = handler;
        this.trailersKey = handler.connection().newKey();
        this.upgraded = context.pipeline().get("h2c") != null;
        this.frames = new FrameGuard(handler.decoder().frameListener(), time, this::pinged, this::headed);
    }

    /** To be called on the connection's event loop, when the client's settings have come. @return null for HTTP/1 */
    static @Nullable StreamWatch begin(HttpServerConnection connection, LoopTime time, int maxStreams) {
        ChannelHandlerContext context = connection.channelHandlerContext();
        if (!(context.handler() instanceof Http2ConnectionHandler handler)) {
            return null;
        }
        StreamWatch watch = new StreamWatch(time, context, handler);
        context.channel().attr(KEY).set(watch);
        handler.decoder().frameListener(watch.frames);
        // Netty believes in its own bound only when the client has confirmed it
        handler.connection().remote().maxActiveStreams(maxStreams);
        context.pipeline().addBefore(context.name(), "streamWatch", watch);
        time.idles.start(watch.idle, System.nanoTime());
        return watch;
    }

    static @Nullable StreamWatch of(HttpConnection connection) {
        return connection instanceof HttpServerConnection http
                ? http.channelHandlerContext().channel().attr(KEY).get()
                : null;
    }

    /** Whether more than the head will come: to be asked when the head has come. */
    boolean hasBody(HttpServerRequest request) {
        Http2Stream stream = handler.connection().stream(request.streamId());
        return hasComeAsHttp1(request) || (stream != null && stream.state().remoteSideOpen());
    }

    /** Whether a request has come as one of HTTP/1.1: nobody has kept whether it said that there is a body. */
    boolean hasComeAsHttp1(HttpServerRequest request) {
        return upgraded && request.streamId() == 1;
    }

    /** The fields behind the content of a request, which has ended. */
    Fields trailers(HttpServerRequest request) {
        Http2Stream stream = handler.connection().stream(request.streamId());
        Http2Headers trailers = stream == null ? null : stream.getProperty(trailersKey);
        return trailers == null ? Fields.NONE : TrailerWatch.fields(trailers);
    }

    private void headed(Http2Headers headers, int id) {
        Http2Stream stream = handler.connection().stream(id);
        if (stream != null && stream.isTrailersReceived()) {
            stream.setProperty(trailersKey, headers);
        }
    }

    /** Ends a stream, whatever of it is still to be sent. */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
    void reset(HttpServerRequest request, long code) {
        if (request.isEnded() && request.response().ended()) {
            // Vert.x thinks that it is over
            handler.resetStream(context, request.streamId(), code, context.newPromise());
            context.flush();
        } else {
            request.response().reset(code);
        }
    }

    /** How many have come, those under way included. */
    long requests() {
        // a client's streams are odd, and it may skip some: as many as it could have had
        return (handler.connection().remote().lastStreamCreated() + 1L) / 2;
    }

    /**
     * Tells the client to make another connection for what comes next. What it has sent before it hears of that is
     * answered, and so is what is under way (RFC 9113, 6.8).
     */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    void retire() {
        if (!retiring) {
            retiring = true;
            goAway(Integer.MAX_VALUE);
            handler.encoder().writePing(context, false, FAREWELL, context.newPromise());
            context.flush();
        }
    }

    private boolean pinged(long data) {
        if (!retiring || data != FAREWELL) {
            return false;
        }
        closeWhenDone();
        return true;
    }

    /** Nothing that begins from now on is answered; closes when everything else has ended, however long that takes. */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    void closeWhenDone() {
        if (retiring && !retired) {
            retired = true;
            goAway(handler.connection().remote().lastStreamCreated());
            handler.gracefulShutdownTimeoutMillis(-1);
            context.channel().close();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    private void goAway(int lastStream) {
        handler.goAway(context, lastStream, NO_ERROR, Unpooled.EMPTY_BUFFER, context.newPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        long before = frames.count();
        context.fireChannelRead(bytes);
        if (frames.count() != before) {
            frame.end();
        } else {
            frame.begin();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        if (bytes instanceof ByteBuf buffer) {
            frames.sent(buffer.readableBytes());
        }
        context.write(bytes, promise);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        // the last stream of a connection that drains may end while bytes are read: its answer has not been flushed
        // then
        context.flush();
        context.close(promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frame.end();
        idle.stop();
        context.fireChannelInactive();
    }

    /** Runs while a frame is incomplete, or a head that consists of several. */
    private final class FrameDeadline extends Deadlines.Entry {

        private boolean running;

        void begin() {
            if (!running) {
                running = true;
                boolean mayBeBody = handler.connection().numActiveStreams() > 0;
                (mayBeBody ? time.bodies : time.heads).start(this, System.nanoTime());
            }
        }

        void end() {
            if (running) {
                running = false;
                stop();
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
        protected void expired() {
            context.channel().close();
        }
    }

    /** Looks from time to time whether the connection is still in use; runs as long as it is open. */
    private final class IdleDeadline extends Deadlines.Entry {

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
        protected void expired() {
            long now = System.nanoTime();
            if (handler.connection().numActiveStreams() > 0) {
                frames.used();
            }
            if (now - frames.lastUsed() < time.idleNanos()) {
                time.idles.start(this, now);
            } else {
                // says GOAWAY before
                context.channel().close();
            }
        }
    }
}
