package dev.sluice.proxy;

import static dev.sluice.support.RawStreams.DATA;
import static dev.sluice.support.RawStreams.RST_STREAM;
import static dev.sluice.support.RawStreams.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of an upstream of HTTP/2 that stand still, at one end or the other. */
class Http2StallsTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MUCH = 120_000;

    private static ProxyUnderTest proxy(RawHttp2Upstream upstream, boolean patient) throws Exception {
        UpstreamSettings settings = ProxyUnderTest.patient(upstream.port());
        return new ProxyUnderTest(
                (patient ? settings : settings.withTimeouts(new Timeouts(SOON, SOON, SOON, SOON)))
                        .withTls(TlsSettings.DEFAULT, Http2.PRIOR_KNOWLEDGE),
                ForwardingSettings.DEFAULT);
    }

    /** RFC 9113, 8.1: such a reset says that the rest of the request is not wanted, and takes nothing from the answer. */
    @Test
    void aResetBehindAWholeAnswerTakesNothingFromWhoReadsSlowly() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        try (RawHttp2Upstream upstream = new RawHttp2Upstream((line, request) -> {
                    line.head(request.stream(), false, ":status", "200");
                    // more than the proxy takes for a client that takes nothing: the end of it waits in the proxy's
                    // stream
                    line.write(request.stream(), true, new byte[MUCH]);
                    line.frame(RST_STREAM, 0, request.stream(), RawStreams.number(0));
                    // what is behind it has been read when this is answered
                    line.frame(RawStreams.PING, 0, 0, new byte[8]);
                    line.await(frame -> frame.type() == RawStreams.PING && frame.flags() == RawStreams.ACK);
                    reset.countDown();
                });
                ProxyUnderTest proxy = proxy(upstream, true);
                RawStreams client = RawStreams.open(proxy.streamsPort, 4, 0)) {
            client.get(1, "/base/things/slow");
            assertThat(reset.await(3, TimeUnit.MINUTES)).isTrue();
            client.frame(WINDOW_UPDATE, 0, 1, RawStreams.number(2 * MUCH))
                    .frame(WINDOW_UPDATE, 0, 0, RawStreams.number(2 * MUCH));

            long received = 0;
            Frame frame;
            do {
                frame = client.await(next -> next.type() == DATA || next.type() == RST_STREAM);
                assertThat(frame.type()).isEqualTo(DATA);
                received += frame.payload().length;
            } while (!frame.ends());
            assertThat(received).isEqualTo(MUCH);
        }
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
                ProxyUnderTest proxy = proxy(upstream, false)) {
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
