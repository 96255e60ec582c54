package dev.sluice.edge;

import dev.sluice.edge.EdgeSettings.Transport;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The transport of a listener in the words of Vert.x: TLS, HTTP/2 and its bounds. */
final class ListenerOptions {

    /** Bytes of all bodies of one HTTP/2 connection that may be on their way, and wait when nobody reads them. */
    private static final int CONNECTION_WINDOW = 4 * StreamWatch.WINDOW;

    private static final String SILENCE = "idle";

    private ListenerOptions() {}

    static HttpServerOptions of(EdgeSettings settings) {
        Transport transport = settings.transport();
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(transport.h2c() && transport.tls() == null)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(transport.maxStreams())
                        .setMaxHeaderListSize(settings.maxHeaderSize())
                        .setInitialWindowSize(StreamWatch.WINDOW))
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW);
        ServerSSLOptions tls = transport.tls();
        if (tls != null) {
            options.setSsl(true)
                    .setKeyCertOptions(tls.getKeyCertOptions())
                    .setTrustOptions(tls.getTrustOptions())
                    .setClientAuth(tls.getClientAuth())
                    .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols())
                    .setUseAlpn(true)
                    .setAlpnVersions(
                            transport.http2()
                                    ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                                    : List.of(HttpVersion.HTTP_1_1))
                    .setSslHandshakeTimeout(settings.timeouts().head().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        }
        if (options.isHttp2ClearTextEnabled() || (tls != null && transport.http2())) {
            // until the connection has begun: nothing else sees one that says nothing
            options.setIdleTimeout(Math.toIntExact(settings.timeouts().head().toMillis()))
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        }
        return options;
    }

    /** The connection's version of HTTP is known: from now on its watch sees to it. */
    static void begun(HttpServerConnection connection) {
        ChannelPipeline pipeline = connection.channelHandlerContext().pipeline();
        ChannelHandler silence = pipeline.get(SILENCE);
        if (silence != null) {
            pipeline.remove(silence);
        }
    }
}
