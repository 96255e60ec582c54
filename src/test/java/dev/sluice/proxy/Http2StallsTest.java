package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of an upstream of HTTP/2 that stand still, at one end or the other. */
class Http2StallsTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private static ProxyUnderTest proxy(RawHttp2Upstream upstream) throws Exception {
        UpstreamSettings settings = ProxyUnderTest.patient(upstream.port());
        return new ProxyUnderTest(
                settings.withTimeouts(new Timeouts(SOON, SOON, SOON, SOON))
                        .withTls(TlsSettings.DEFAULT, Http2.PRIOR_KNOWLEDGE),
                ForwardingSettings.DEFAULT);
    }

    /** @param length of a body that flows, of an upstream that gives no window for it */
    @ParameterizedTest
    @ValueSource(ints = {80_000, 1_000_000})
    void anUploadThatTheUpstreamDoesNotTakeEndsInTime(int length) throws Exception {
        try (RawHttp2Upstream upstream = new RawHttp2Upstream(false, (line, request) -> {
                    if (request.last().equals("good")) {
                        RawHttp2Upstream.answer(line, request, "good");
                    }
                });
                ProxyUnderTest proxy = proxy(upstream)) {
            try (RawConnection client = proxy.connect()) {
                client.send("POST /base/things/stalls HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
                        + "Content-Length: " + length + "\r\n\r\n");
                client.offer("x".repeat(length));

                assertThat(status(client)).isEqualTo(504);
            }
            Eventually.holds(() -> proxy.backend.inFlight() == 0);
            assertThat(proxy.exchange("GET /base/things/good HTTP/1.1\r\nHost: a\r\n\r\n")
                            .text())
                    .isEqualTo("good");
        }
    }

    /** What was not read of the body may cost the end of the answer, but not its head. */
    private static int status(RawConnection client) throws IOException {
        return client.readHead().status();
    }
}
