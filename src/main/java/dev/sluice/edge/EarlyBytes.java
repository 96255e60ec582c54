package dev.sluice.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.buffer.Buffer;

/**
 * Stands where the decoder of HTTP stood, behind a request that asks for another protocol: only the answer tells in which one
 * the bytes are that a client sends before it has it (RFC 9110, 7.8). Confined to one event loop.
 */
final class EarlyBytes extends ChannelInboundHandlerAdapter {

    /** Bytes that are held; then the client has to wait. */
    private static final int MOST = 64 * 1024;

    private Buffer held = Buffer.buffer(0);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            // the end of the request
            context.fireChannelRead(message);
            return;
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        bytes.release();
        held.appendBytes(copy);
        if (held.length() > MOST) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
    }

    /** What has come; nothing is held any more. */
    Buffer take() {
        Buffer taken = held;
        held = Buffer.buffer(0);
        return taken;
    }
}
