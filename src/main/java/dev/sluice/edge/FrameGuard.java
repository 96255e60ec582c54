package dev.sluice.edge;

import dev.sluice.contract.MediaRange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;
import java.util.function.LongPredicate;
import java.util.function.ObjIntConsumer;

/**
 * Counts the frames of one HTTP/2 connection that cost work and bring nothing: a client that sends too many of them is
 * told to calm down (GOAWAY, ENHANCE_YOUR_CALM) and cut off. Netty itself bounds resets, continuations, empty data and
 * answers that wait to be sent, but not how often it is asked to answer or to open a window by a byte.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-10.5">RFC 9113, 10.5</a>
 */
final class FrameGuard extends Http2FrameListenerDecorator {

    /** Frames in a period: no client that means well sends a tenth of it. */
    static final int MOST = 1000;

    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    /** A client that reads opens a window again for some KiB; one that wants answers byte by byte, for less than this. */
    private static final int BYTES_OF_UPDATE = 128;

    /** Of the connection and of the stream, for head and body of a small answer. */
    private static final int UPDATES_OF_REQUEST = 4;

    private final LoopTime time;
    private final LongPredicate pong;
    private final ObjIntConsumer<Http2Headers> heads;
    private long count;
    private long lastUsed;
    private long period;
    private int idle;
    private long sent;
    private long requests;
    private long updates;

    /**
     * @param pong whether the answer to a PING is to one of ours, which nobody else has sent
     * @param heads is told of each, trailers included
     */
    FrameGuard(Http2FrameListener listener, LoopTime time, LongPredicate pong, ObjIntConsumer<Http2Headers> heads) {
        super(listener);
        this.time = time;
        this.pong = pong;
        this.heads = heads;
        this.lastUsed = time.tickNanos();
        this.period = lastUsed;
    }

    /** How many frames have come whole; all frames of a head count as one. */
    long count() {
        return count;
    }

    /** {@link LoopTime#tickNanos} of the last frame of a request. */
    long lastUsed() {
        return lastUsed;
    }

    /** A stream is in use. */
    void used() {
        lastUsed = time.tickNanos();
    }

    void sent(int bytes) {
        sent += bytes;
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end)
            throws Http2Exception {
        count++;
        used();
        if (!data.isReadable() && !end) {
            idle();
        }
        return super.onDataRead(context, stream, data, padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        count++;
        requests++;
        used();
        requireToken(stream, headers);
        heads.accept(headers, stream);
        super.onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        count++;
        requests++;
        used();
        requireToken(stream, headers);
        heads.accept(headers, stream);
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        // what they ask for has been given up (RFC 9113, 5.3.2)
        idle();
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long code) throws Http2Exception {
        count++;
        super.onRstStreamRead(context, stream, code);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
        idle();
        super.onSettingsAckRead(context);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        idle();
        super.onSettingsRead(context, settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        idle();
        super.onPingRead(context, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        idle();
        if (!pong.test(data)) {
            super.onPingAckRead(context, data);
        }
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) throws Http2Exception {
        updates++;
        if (updates > UPDATES_OF_REQUEST * requests + sent / BYTES_OF_UPDATE) {
            idle();
        } else {
            count++;
        }
        super.onWindowUpdateRead(context, stream, increment);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        // extensions that nobody here speaks are not looked at (RFC 9113, 5.5)
        idle();
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long code, ByteBuf debug)
            throws Http2Exception {
        idle();
        super.onGoAwayRead(context, lastStream, code, debug);
    }

    /** Vert.x would take the connection down, and with it whatever other requests a proxy has put on it. */
    private static void requireToken(int stream, Http2Headers headers) throws Http2Exception {
        CharSequence method = headers.method();
        if (method != null && !MediaRange.isToken(method.toString())) {
            throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, "expected: a token as method");
        }
    }

    private void idle() throws Http2Exception {
        count++;
        long now = time.tickNanos();
        if (now - period >= PERIOD) {
            period = now;
            idle = 0;
        }
        if (++idle > MOST) {
            throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many frames that ask for nothing");
        }
    }
}
