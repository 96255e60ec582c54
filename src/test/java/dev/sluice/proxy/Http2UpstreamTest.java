package dev.sluice.proxy;

import static dev.sluice.proxy.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upstream that speaks HTTP/2. */
class Http2UpstreamTest {

    private static final String GET = "GET /base/things/%s HTTP/1.1\r\nHost: a\r\nTE: trailers\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(Http2UpstreamTest::answer)
                .listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static void answer(HttpServerRequest request) {
        if (request.path().endsWith("/reset")) {
            request.response().reset(2);
        } else if (request.path().endsWith("/cut")) {
            request.response()
                    .putHeader("Content-Length", "10")
                    .write("abc")
                    .onComplete(sent -> request.response().reset(2));
        } else if (request.path().endsWith("/none")) {
            request.response().setStatusCode(204).end();
        } else if (request.path().endsWith("/late")) {
            io.vertx.core.Vertx.currentContext()
                    .owner()
                    .setTimer(300, late -> request.response().end());
        } else if (!request.path().endsWith("/never")) {
            request.body().onSuccess(body -> {
                request.response().putTrailer("X-Sum", "7");
                request.response()
                        .putHeader(
                                "X-Seen",
                                request.version() + " " + request.authority() + " " + request.getHeader("te") + " "
                                        + request.getHeader("via"));
                request.response().end(request.uri() + " " + body.length());
            });
        }
    }

    private ProxyUnderTest proxy() throws Exception {
        return proxy(ProxyUnderTest.PATIENT);
    }

    private ProxyUnderTest proxy(Timeouts times) throws Exception {
        return new ProxyUnderTest(
                ProxyUnderTest.patient(port).withTimeouts(times).withTls(TlsSettings.DEFAULT, Http2.PRIOR_KNOWLEDGE),
                ForwardingSettings.DEFAULT);
    }

    @Test
    void manyRequestsShareAConnection() throws Exception {
        try (ProxyUnderTest proxy = proxy()) {
            List<RawConnection> clients = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                clients.add(proxy.connect().send(GET.formatted(i)));
            }
            for (int i = 0; i < clients.size(); i++) {
                Answer answer = clients.get(i).readWhole();
                assertThat(answer.text()).isEqualTo("/base/things/" + i + " 0");
                assertThat(answer.header("x-seen")).isEqualTo("HTTP_2 127.0.0.1:" + port + " trailers 1.1 sluice");
                assertThat(answer.header("via")).isEqualTo("2.0 sluice");
                clients.get(i).close();
            }

            assertThat(connections).hasValue(1);
            assertThat(proxy.backend.connections()).isEqualTo(1);
            Eventually.holds(() -> proxy.backend.inFlight() == 0);
        }
    }

    @Test
    void bodiesPass() throws Exception {
        try (ProxyUnderTest proxy = proxy();
                RawConnection client = proxy.connect()) {
            String head = "POST /base/things/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n";
            String sized = client.send(head + "Content-Length: 300000\r\n\r\n" + "x".repeat(300_000))
                    .readWhole()
                    .text();
            String chunked = client.send(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                    .readWhole()
                    .text();

            assertThat(sized).isEqualTo("/base/things/1 300000");
            assertThat(chunked).isEqualTo("/base/things/1 5");
            assertThat(client.send(GET.formatted("none")).readWhole().status()).isEqualTo(204);
        }
    }

    @Test
    void resetsAndSilenceAreToldAndSpoilNothing() throws Exception {
        try (ProxyUnderTest proxy = proxy(ProxyUnderTest.HASTY);
                RawConnection client = proxy.connect()) {
            Answer reset = client.send(GET.formatted("reset")).read();
            Answer cut = client.send(GET.formatted("cut")).read();
            Answer never = client.send(GET.formatted("never")).read();

            assertThat(reset.header("proxy-status")).contains("error=http_protocol_error");
            assertThat(cut.status()).isEqualTo(502);
            assertThat(never.header("proxy-status")).contains("error=http_response_timeout");
            assertThat(client.send(GET.formatted("1")).readWhole().text()).isEqualTo("/base/things/1 0");
            assertThat(connections).hasValue(1);
            assertThat(proxy.backend.inFlight()).isZero();
        }
    }

    @Test
    void aConnectionThatHasCarriedEnoughIsReplacedAndEndsItsStreams() throws Exception {
        try (ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(port).withTls(TlsSettings.DEFAULT, Http2.PRIOR_KNOWLEDGE),
                        ForwardingSettings.DEFAULT.withReuse(ReuseSettings.DEFAULT.withMaxRequests(2)));
                RawConnection waiting = proxy.connect();
                RawConnection client = proxy.connect()) {
            waiting.send(GET.formatted("late"));
            Eventually.holds(() -> connections.get() == 1);
            for (int i = 0; i < 4; i++) {
                assertThat(client.send(GET.formatted(i)).readWhole().status()).isEqualTo(200);
            }

            assertThat(waiting.readWhole().status()).isEqualTo(200);
            assertThat(connections).hasValue(3);
            Eventually.holds(() -> proxy.backend.connections() <= 1);
        }
    }
}
