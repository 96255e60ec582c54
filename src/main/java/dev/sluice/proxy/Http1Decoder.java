package dev.sluice.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;
import java.util.List;

/** Reads answers; what is not one beyond doubt is a failure, never a guess. */
final class Http1Decoder extends HttpResponseDecoder {

    /** Bytes of all fields, in any version of HTTP. */
    static final int MOST_OF_HEAD = 64 * 1024;

    /** Bytes of a status line, and of a piece of content. */
    private static final int MOST_OF_LINE = 8 * 1024;

    private static final int PIECE = 64 * 1024;

    private final Http1Connection connection;
    private final ContextInternal loop;
    private boolean upgraded;

    Http1Decoder(Http1Connection connection, ContextInternal loop) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_OF_LINE)
                .setMaxHeaderSize(MOST_OF_HEAD)
                .setMaxChunkSize(PIECE));
        this.connection = connection;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!connection.awaitsBytes()) {
            // nobody has asked for anything: whatever comes belongs to no answer
            ReferenceCountUtil.release(message);
            connection.close();
            return;
        }
        ContextInternal before = loop.beginDispatch();
        try {
            super.channelRead(context, message);
        } finally {
            loop.endDispatch(before);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        ContextInternal before = loop.beginDispatch();
        try {
            super.channelInactive(context);
        } finally {
            loop.endDispatch(before);
        }
    }

    /** Whether there are bytes behind what has been read. */
    boolean hasMore() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        int status = ((HttpResponse) message).status().code();
        return status < 200 || status == 204 || status == 304 || connection.isHead();
    }

    @Override
    protected boolean isSwitchingToNonHttp1Protocol(HttpResponse message) {
        upgraded = message.status().code() == 101 && connection.asksForUpgrade();
        return upgraded;
    }

    /** Whether what follows is of another protocol. */
    boolean isUpgraded() {
        return upgraded;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
    }

    /** The end of the connection is the end of an answer only where it was no reset. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (!connection.isBroken()) {
            super.decodeLast(context, in, out);
        }
    }
}
