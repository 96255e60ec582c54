package dev.sluice.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.internal.ContextInternal;

/** Hands the events of a channel to its connection, until that has switched to another protocol. */
final class Http1Inbound extends ChannelInboundHandlerAdapter {

    private final Http1Connection connection;
    private final ContextInternal loop;

    Http1Inbound(Http1Connection connection, ContextInternal loop) {
        this.connection = connection;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (connection.hasSwitched()) {
            context.fireChannelRead(message);
        } else {
            connection.read(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.closed();
        context.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        ContextInternal before = loop.beginDispatch();
        try {
            connection.writability();
        } finally {
            loop.endDispatch(before);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ContextInternal before = loop.beginDispatch();
        try {
            connection.caught(cause);
        } finally {
            loop.endDispatch(before);
        }
    }
}
