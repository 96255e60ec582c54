package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.RetrySettings;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are used again, and those that must not be. */
class PooledConnectionsTest {

    private static final String GET = "GET /base/things/1 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String PUT =
            "PUT /base/things/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    private static final String POST =
            "POST /base/things/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
                    + "Content-Length: 2\r\n\r\nab";

    @Test
    void oneServesRequestAfterRequest() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.body(request);
                    line.send(RawUpstream.answer("x"));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send(i % 2 == 0 ? GET : POST).read().text()).isEqualTo("x");
            }

            assertThat(upstream.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 A\r\n\r\n"
            })
    void bytesThatNobodyAskedForCloseIt(String answer) throws Exception {
        Semaphore answers = new Semaphore(0);
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send(answer);
                    if (answers.tryAcquire(20, TimeUnit.SECONDS)) {
                        line.send(RawUpstream.answer("smuggled")).hang();
                    }
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            for (int i = 1; i <= 3; i++) {
                Answer seen = client.send(GET).readWhole();
                answers.release();
                Eventually.holds(() -> proxy.backend.connections() == 0);

                assertThat(seen.text()).isIn("x", "");
                assertThat(upstream.connections).hasValue(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, PUT, POST})
    void oneThatWasClosedWhileItRestedIsNotUsed(String request) throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, asked) -> {
                    line.body(asked);
                    line.send(RawUpstream.answer("x")).close();
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(request).read().text()).isEqualTo("x");
                Eventually.holds(() -> proxy.backend.connections() == 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,200", "PUT,200", "POST,502"})
    void oneThatBreaksBeforeAnyAnswerIsTriedAgainWhereThatDoesNoHarm(String method, int status) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.body(request);
                    if (asked.incrementAndGet() == 2) {
                        line.reset();
                    } else {
                        line.send(RawUpstream.answer("x"));
                    }
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            String request = method.equals("GET") ? GET : method.equals("PUT") ? PUT : POST;
            assertThat(client.send(request).read().status()).isEqualTo(200);

            Answer second = client.send(request).read();

            assertThat(second.status()).isEqualTo(status);
            assertThat(asked).hasValue(status == 200 ? 3 : 2);
            if (status == 502) {
                assertThat(second.header("proxy-status"))
                        .isEqualTo("sluice; error=connection_terminated; next-hop=\"things\"");
            }
        }
    }

    @Test
    void noAttemptIsMadeBeyondTheirNumber() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.reset());
                ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(upstream.port()).withRetries(new RetrySettings(3, 100, 100)),
                        ForwardingSettings.DEFAULT)) {
            assertThat(proxy.exchange(GET).status()).isEqualTo(502);
            assertThat(upstream.requests).hasValue(3);
        }
    }

    @Test
    void aStatusIsTriedAgainWhereThatIsSet() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.body(request);
                    line.send(
                            asked.incrementAndGet() % 2 == 1
                                    ? "HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno"
                                    : RawUpstream.answer("x"));
                });
                ProxyUnderTest plain = ProxyUnderTest.of(upstream.port());
                ProxyUnderTest again = new ProxyUnderTest(
                        ProxyUnderTest.patient(upstream.port()), ForwardingSettings.DEFAULT.withRetries(false, true))) {
            Answer passed = plain.exchange(PUT);
            asked.set(0);

            assertThat(passed.status()).isEqualTo(503);
            assertThat(passed.text()).isEqualTo("no");
            assertThat(again.exchange(PUT).text()).isEqualTo("x");
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aRefusedOneIsToldWithoutAddresses() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (ProxyUnderTest proxy = ProxyUnderTest.of(free)) {
            Answer answer = proxy.exchange(POST);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("proxy-status"))
                    .isEqualTo("sluice; error=connection_refused; next-hop=\"things\"");
            assertThat(answer.text()).doesNotContain("127.0.0.1", Integer.toString(free));
        }
    }

    @Test
    void whoFindsNoneFreeWaitsForOneAndNotForEver() throws Exception {
        Duration patience = ProxyUnderTest.PATIENT.idle();
        CountDownLatch enough = new CountDownLatch(1);
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    enough.await(20, TimeUnit.SECONDS);
                    line.send(RawUpstream.answer(request.last()));
                });
                ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(upstream.port())
                                .withMaxConnections(1)
                                .withTimeouts(
                                        new Timeouts(ProxyUnderTest.HASTY.connect(), patience, patience, patience)),
                        ForwardingSettings.DEFAULT);
                RawConnection first = proxy.connect().send(GET);
                RawConnection second = proxy.connect();
                RawConnection third = proxy.connect()) {
            Eventually.holds(() -> upstream.requests.get() == 1);
            Answer refused = second.send(GET).read();
            third.send(GET);
            Eventually.holds(() -> proxy.backend.inFlight() == 2);
            enough.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("proxy-status"))
                    .isEqualTo("sluice; error=connection_limit_reached; next-hop=\"things\"");
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(third.read().status()).isEqualTo(200);
            assertThat(upstream.connections).hasValue(1);
        }
    }

    @Test
    void oneThatRestsTooLongIsClosed() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.send(RawUpstream.answer("x")));
                ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(upstream.port()),
                        ForwardingSettings.DEFAULT.withReuse(
                                ReuseSettings.DEFAULT.withKeepAlive(Duration.ofMillis(100))))) {
            assertThat(proxy.exchange(GET).text()).isEqualTo("x");

            Eventually.holds(() -> proxy.backend.connections() == 0 && upstream.open() == 0);
        }
    }

    @Test
    void oneThatHasCarriedEnoughOrIsTooOldIsReplaced() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.send(RawUpstream.answer("whole")))) {
            assertThat(connections(upstream, ReuseSettings.DEFAULT.withMaxRequests(3), 7))
                    .isEqualTo(3);
            assertThat(connections(upstream, ReuseSettings.DEFAULT.withMaxAge(Duration.ofNanos(1)), 3))
                    .isEqualTo(3);
            assertThat(connections(upstream, ReuseSettings.DEFAULT.withMaxAge(Duration.ofHours(1)), 3))
                    .isEqualTo(1);
        }
    }

    /** How many it took for so many requests. */
    private static int connections(RawUpstream upstream, ReuseSettings reuse, int requests) throws Exception {
        int before = upstream.connections.get();
        try (ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(upstream.port()), ForwardingSettings.DEFAULT.withReuse(reuse));
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < requests; i++) {
                assertThat(client.send("GET /base/things/1 HTTP/1.1\r\nHost: a\r\n\r\n")
                                .read()
                                .text())
                        .isEqualTo("whole");
            }
        }
        return upstream.connections.get() - before;
    }
}
