package dev.sluice.proxy;

import static dev.sluice.proxy.ProxyUnderTest.await;
import static dev.sluice.support.RawStreams.HEADERS;
import static dev.sluice.support.RawStreams.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Frame;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What comes before an answer: 100 (RFC 9110, 10.1.1) and 103 (RFC 8297). */
class InterimAnswersTest {

    private static final String HINTS =
            "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nConnection: x-b\r\n\r\n";
    private static final String POST = """
            POST /base/things/1 HTTP/1.1\r
            Host: a\r
            Expect: 100-continue\r
            Content-Type: application/octet-stream\r
            Content-Length: 5\r
            \r
            """;

    @Test
    void hintsComeBeforeTheAnswer() throws Exception {
        CountDownLatch seen = new CountDownLatch(2);
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send(HINTS);
                    seen.await(20, TimeUnit.SECONDS);
                    line.send(RawUpstream.answer("whole"));
                });
                ProxyUnderTest proxy =
                        new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ForwardingSettings.DEFAULT);
                RawConnection lines = proxy.connect();
                RawStreams streams = RawStreams.open(proxy.streamsPort)) {
            Answer hints =
                    lines.send("GET /base/things/1 HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            Frame frame = streams.get(1, "/base/things/1").await(HEADERS);
            seen.countDown();
            seen.countDown();

            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.header("link")).isEqualTo("</a.css>; rel=preload");
            assertThat(hints.headers()).containsOnlyKeys("link");
            assertThat(lines.read().text()).isEqualTo("whole");
            assertThat(frame.headers().status()).hasToString("103");
            assertThat(frame.headers().get("link")).hasToString("</a.css>; rel=preload");
            assertThat(streams.answer(1).text()).isEqualTo("whole");
        }
    }

    @Test
    void aClientOfHttp10GetsNoHints() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.send(HINTS + RawUpstream.answer("whole")));
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port())) {
            assertThat(proxy.exchange("GET /base/things/1 HTTP/1.0\r\nHost: a\r\n\r\n")
                            .text())
                    .isEqualTo("whole");
        }
    }

    @Test
    void hintsOfAnUpstreamOfHttp2Pass() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                    .requestHandler(request -> {
                        request.response().writeEarlyHints(HttpHeaders.headers().add("link", "</a>"));
                        request.response().end("whole");
                    })
                    .listen(0, "127.0.0.1"));
            try (ProxyUnderTest proxy = new ProxyUnderTest(
                            ProxyUnderTest.patient(server.actualPort())
                                    .withTls(TlsSettings.DEFAULT, Http2.PRIOR_KNOWLEDGE),
                            ForwardingSettings.DEFAULT);
                    RawConnection client = proxy.connect()) {
                client.send("GET /base/things/1 HTTP/1.1\r\nHost: a\r\n\r\n");

                assertThat(client.readHead().header("link")).isEqualTo("</a>");
                assertThat(client.read().text()).isEqualTo("whole");
            }
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void theUpstreamIsAskedWhetherItWantsABody() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    boolean asks = request.fields().contains("Expect: 100-continue\r\n") && line.isQuiet(200);
                    line.send("HTTP/1.1 100 Continue\r\n\r\n");
                    line.send(RawUpstream.answer(asks + " " + line.body(request)));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect();
                RawStreams streams = RawStreams.open(proxy.streamsPort)) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.send(POST).readHead().status()).isEqualTo(100);
                assertThat(client.send("hello").read().text()).isEqualTo("true hello");
            }
            streams.head(
                    1,
                    false,
                    with(
                            "POST",
                            "/base/things/1",
                            "expect",
                            "100-continue",
                            "content-type",
                            "application/octet-stream",
                            "content-length",
                            "5"));
            assertThat(streams.answer(1).status()).isEqualTo(100);
            assertThat(streams.data(1, true, "hello").answer(1).text()).isEqualTo("true hello");
            assertThat(upstream.connections).hasValueLessThan(3);
        }
    }

    @Test
    void aBodyThatTheUpstreamRefusesIsNeverSent() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno");
                    line.hang();
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            Answer answer = client.send(POST).read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).isEqualTo("no");
            assertThat(answer.header("connection")).isEqualTo("close");
            // what the upstream was promised never comes
            Eventually.holds(() -> upstream.open() == 0 && proxy.backend.inFlight() == 0);
        }
    }

    @Test
    void whoDoesNotAskGetsTheBodyAfterAWhile() throws Exception {
        try (RawUpstream upstream =
                        new RawUpstream((line, request) -> line.send(RawUpstream.answer(line.body(request))));
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            assertThat(client.send(POST).readHead().status()).isEqualTo(100);
            assertThat(client.send("hello").read().text()).isEqualTo("hello");
        }
    }

    @Test
    void whoDoesNotWaitIsNotWaitedFor() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send("HTTP/1.1 100 Continue\r\n\r\n");
                    line.send(RawUpstream.answer(line.body(request)));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            client.send(POST + "hello" + POST + "again");
            for (String body : new String[] {"hello", "again"}) {
                Answer first = client.read();
                assertThat((first.status() == 100 ? client.read() : first).text())
                        .isEqualTo(body);
            }
        }
    }
}
