package dev.sluice.proxy;

import static dev.sluice.proxy.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream behind TLS. */
class TlsUpstreamTest {

    private static final Identity AUTHORITY = TestCertificates.authority("authority");
    private static final Identity SERVER = TestCertificates.signedBy(AUTHORITY, "upstream");
    private static final Identity CLIENT = TestCertificates.signedBy(AUTHORITY, "sluice");
    private static final String GET = "GET /base/things/1 HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    @Nullable
    Path folder;

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private int listen(boolean clientsHaveCertificates) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setSni(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(SERVER.certificate()))
                        .setKeyValue(Buffer.buffer(SERVER.key())));
        if (clientsHaveCertificates) {
            options.setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(AUTHORITY.certificate())));
        }
        return await(vertx.createHttpServer(options)
                        .requestHandler(request -> request.response()
                                .end(request.version() + " "
                                        + request.connection().indicatedServerName()))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private Answer ask(int port, @Nullable Identity trusted, @Nullable Identity own, @Nullable String name, Http2 http2)
            throws Exception {
        Path here = folder;
        if (here == null) {
            throw new IllegalStateException("no folder");
        }
        TlsSettings tls = new TlsSettings(
                trusted == null ? null : trusted.certificateIn(here),
                own == null ? null : own.certificateIn(here),
                own == null ? null : own.keyIn(here),
                true,
                name);
        Duration time = Duration.ofSeconds(10);
        UpstreamSettings settings = UpstreamSettings.of("https://localhost:" + port)
                .withTimeouts(new Timeouts(time, time, time, time))
                .withTls(tls, http2);
        try (ProxyUnderTest proxy = new ProxyUnderTest(settings, ForwardingSettings.DEFAULT)) {
            return proxy.exchange(GET);
        }
    }

    @Test
    void isSpokenToByWhatBothWant() throws Exception {
        int port = listen(false);

        assertThat(ask(port, AUTHORITY, null, null, Http2.AUTO).text()).startsWith("HTTP_2 ");
        assertThat(ask(port, AUTHORITY, null, null, Http2.OFF).text()).startsWith("HTTP_1_1 ");
        assertThat(ask(port, AUTHORITY, null, "upstream.example", Http2.OFF).text())
                .isEqualTo("HTTP_1_1 upstream.example");
    }

    @Test
    void isNotSpokenToUnlessItIsKnown() throws Exception {
        int port = listen(false);

        Answer stranger = ask(port, null, null, null, Http2.AUTO);
        Answer another = ask(port, AUTHORITY, null, "another.example", Http2.AUTO);

        assertThat(stranger.status()).isEqualTo(502);
        assertThat(stranger.header("proxy-status")).contains("error=tls_certificate_error;");
        assertThat(another.header("proxy-status")).contains("error=tls_certificate_error;");
    }

    @Test
    void isShownACertificateWhereItAsksForOne() throws Exception {
        int port = listen(true);

        assertThat(ask(port, AUTHORITY, CLIENT, null, Http2.OFF).status()).isEqualTo(200);
        Answer refused = ask(port, AUTHORITY, null, null, Http2.OFF);
        assertThat(refused.status()).isEqualTo(502);
        assertThat(refused.header("proxy-status")).contains("error=tls_alert_received;");
    }

    @Test
    void isToldFromOneThatSpeaksPlainText() throws Exception {
        try (RawUpstream plain = new RawUpstream((line, request) -> line.send(RawUpstream.answer("x")))) {
            Answer answer = ask(plain.port(), AUTHORITY, null, null, Http2.AUTO);

            assertThat(answer.status()).isIn(502, 504);
            assertThat(answer.header("proxy-status")).startsWith("sluice; error=");
        }
    }
}
