package dev.sluice.net;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ClientSSLOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How upstreams are spoken to: the options of the HTTP clients, one of which each event loop makes for itself. Whether
 * TLS is spoken, each request says. Immutable; safe for many event loops.
 */
public final class UpstreamTransport {

    /** Streams of one connection at one time: what most servers allow. */
    private static final int STREAMS = 100;

    /** Of a connection: as much as all of its streams begin with, so that none holds up the others. */
    private static final int HTTP_2_WINDOW = STREAMS * 65_535;

    private static final List<HttpVersion> HTTP_1 = List.of(HttpVersion.HTTP_1_1);
    private static final List<HttpVersion> BOTH = List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1);

    private final ClientSSLOptions tls;
    private final List<String> warnings;
    private final HttpVersions versions;

    private UpstreamTransport(ClientTls.Loaded tls, HttpVersions versions) {
        this.tls = tls.options();
        this.warnings = tls.warnings();
        this.versions = versions;
    }

    /**
     * Reads the files of {@code tls}. Blocks.
     *
     * @throws TlsException when one of the files is wrong
     */
    public static UpstreamTransport of(ClientTls tls, HttpVersions versions) throws TlsException {
        return new UpstreamTransport(tls.load(PemSource.FILES, InstantSource.system()), versions);
    }

    /** To be told when the server starts: one line each. */
    public List<String> warnings() {
        return warnings;
    }

    /** For who makes connections without an HTTP client: TLS with what is offered by ALPN. */
    public ClientSSLOptions tls() {
        return tls.copy()
                .setUseAlpn(versions != HttpVersions.HTTP_1)
                .setApplicationLayerProtocols((versions == HttpVersions.HTTP_1 ? HTTP_1 : BOTH)
                        .stream().map(HttpVersion::alpnName).toList());
    }

    /**
     * @param connect to have a connection, TLS included
     * @param idle a pooled connection without a request is closed after this
     */
    public HttpClientOptions options(Duration connect, Duration idle) {
        int millis = Math.toIntExact(Math.max(1, connect.toMillis()));
        int seconds = Math.toIntExact(Math.max(1, idle.toSeconds()));
        return new HttpClientOptions()
                .setKeyCertOptions(tls.getKeyCertOptions())
                .setTrustOptions(tls.getTrustOptions())
                .setTrustAll(tls.isTrustAll())
                .setVerifyHost(!tls.isTrustAll())
                .setSslHandshakeTimeout(millis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setUseAlpn(versions != HttpVersions.HTTP_1)
                .setAlpnVersions(versions == HttpVersions.HTTP_1 ? HTTP_1 : BOTH)
                // what is spoken in plain text; with TLS, the server chooses
                .setProtocolVersion(versions == HttpVersions.HTTP_2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(STREAMS)
                .setHttp2ConnectionWindowSize(HTTP_2_WINDOW)
                .setInitialSettings(new Http2Settings().setPushEnabled(false))
                .setConnectTimeout(millis)
                .setKeepAlive(true)
                .setKeepAliveTimeout(seconds)
                .setHttp2KeepAliveTimeout(seconds)
                .setPipelining(false)
                .setDecompressionSupported(false);
    }
}
