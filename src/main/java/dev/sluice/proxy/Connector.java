package dev.sluice.proxy;

import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.Target;
import dev.sluice.proxy.upstream.UpstreamSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpChannelConnector;
import io.vertx.core.http.impl.HttpClientBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;

/** Makes the connections of one event loop to the targets of an upstream, TLS and choice of the protocol included. */
final class Connector {

    /** Bytes of an answer that may wait for who reads it: what a stream begins with (RFC 9113, 6.9.2). */
    private static final int STREAM_WINDOW = 65_535;
    /** All of a connection's streams may wait so, and none holds up the others. */
    private static final int CONNECTION_WINDOW = Http2Connection.MOST * STREAM_WINDOW;

    private final ContextInternal loop;
    private final UpstreamSettings settings;
    private final LoopScratch scratch;
    private final HttpClientBase client;
    private final ClientSSLOptions tls;

    Connector(
            VertxInternal vertx,
            ContextInternal loop,
            UpstreamSettings settings,
            ClientSSLOptions tls,
            LoopScratch scratch) {
        this.loop = loop;
        this.settings = settings;
        this.scratch = scratch;
        this.tls = tls.copy()
                .setSslHandshakeTimeout(settings.timeouts().connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        this.client = new HttpClientBase(
                vertx,
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setInitialSettings(new Http2Settings()
                                .setPushEnabled(false)
                                .setMaxHeaderListSize(Http1Decoder.MOST_OF_HEAD)
                                .setInitialWindowSize(STREAM_WINDOW))
                        .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                        .setConnectTimeout((int) settings.timeouts().connect().toMillis()));
    }

    /** Whether a connection to it may carry many requests at once. */
    boolean mayShare(Target target) {
        return settings.http2() == Http2.PRIOR_KNOWLEDGE || (target.tls() && settings.http2() == Http2.AUTO);
    }

    /** Tells the pool when it is done. */
    void connect(TargetPool pool) {
        Target target = pool.target;
        ConnectOptions options = new ConnectOptions().setRemoteAddress(target.address());
        if (target.tls()) {
            String name = settings.tls().serverName() == null
                    ? target.host()
                    : settings.tls().serverName();
            options.setSsl(true).setSslOptions(tls).setHost(name).setPort(target.port());
            if (name.indexOf(':') < 0 && !name.matches("[0-9.]+")) {
                options.setSniServerName(name);
            }
        }
        Promise<NetSocket> connected = loop.promise();
        connected
                .future()
                .onComplete(socket -> connected(pool, socket), cause -> pool.unconnected(Failure.ofConnecting(cause)));
        client.netClient().connectInternal(options, connected, loop);
    }

    private void connected(TargetPool pool, NetSocket socket) {
        boolean http2 = pool.target.tls()
                ? "h2".equals(socket.applicationLayerProtocol())
                : settings.http2() == Http2.PRIOR_KNOWLEDGE;
        if (http2) {
            wrap(pool, socket);
            return;
        }
        pool.connected(
                new Http1Connection(pool, loop, socket, ((NetSocketInternal) socket).channelHandlerContext(), scratch),
                true);
    }

    private void wrap(TargetPool pool, NetSocket socket) {
        Target target = pool.target;
        new HttpChannelConnector(
                        client,
                        client.netClient(),
                        null,
                        null,
                        null,
                        HttpVersion.HTTP_2,
                        target.tls(),
                        target.tls(),
                        HostAndPort.create(target.host(), target.port()),
                        target.address(),
                        false,
                        0)
                .wrap(loop, socket)
                .onComplete(
                        connection ->
                                pool.connected(new Http2Connection(pool, loop, connection, scratch.answers), false),
                        cause -> pool.unconnected(Failure.ofConnecting(cause)));
    }

    /** Closes all there are. */
    Future<Void> close() {
        return client.shutdown(0, TimeUnit.SECONDS);
    }
}
