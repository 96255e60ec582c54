package dev.sluice.proxy;

import static dev.sluice.proxy.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and answers as they pass, between a client and an upstream that says what it was sent. */
class ForwardingTest {

    private final Vertx vertx = Vertx.vertx();
    private HttpServer upstream = vertx.createHttpServer();

    @BeforeEach
    void listen() throws Exception {
        upstream = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        if (request.path().endsWith("/gone")) {
            request.response().setStatusCode(204).putHeader("ETag", "\"a\"").end();
            return;
        }
        if (request.path().endsWith("/same")) {
            request.response().setStatusCode(304).putHeader("ETag", "\"a\"").end();
            return;
        }
        StringBuilder told = new StringBuilder(request.method() + " " + request.uri() + "\n");
        request.headers()
                .forEach((name, value) -> told.append(name.toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append('\n'));
        told.append('\n').append(body.toString());
        request.response()
                .putHeader("Content-Type", "text/x-told")
                .putHeader("Set-Cookie", List.<String>of("a=1", "b=2"))
                .putHeader("Connection", List.<String>of("keep-alive", "X-Hop"))
                .putHeader("X-Hop", "1")
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("X-Request-Id", "theirs")
                .putHeader("Date", "Thu, 01 Jan 1970 00:00:00 GMT")
                .putHeader("Via", "1.1 inner");
        if ("HEAD".equals(request.method().name())) {
            request.response().putHeader("Content-Length", "1234").end();
        } else if ("chunked".equals(request.query())) {
            request.response().setChunked(true);
            request.response().putTrailer("X-Sum", "7");
            request.response().write("one,");
            request.response().end("two");
        } else {
            request.response().end(told.toString());
        }
    }

    private ProxyUnderTest proxy() throws Exception {
        return ProxyUnderTest.of(upstream.actualPort());
    }

    private static String head(String line, String... fields) {
        return line + " HTTP/1.1\r\nHost: edge.example\r\n" + String.join("\r\n", fields)
                + (fields.length == 0 ? "\r\n" : "\r\n\r\n");
    }

    @Test
    void targetsFieldsAndBodiesPassAsTheyCame() throws Exception {
        try (ProxyUnderTest proxy = proxy()) {
            String body = "{ \"n\" :\t1 }";

            Answer answer = proxy.exchange(head(
                            "PUT /base/things/a%2Fb%7e?q=%20+&&r",
                            "Content-Type: application/json",
                            "X-Own: one",
                            "X-Own: two",
                            "Content-Length: " + body.length())
                    + body);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .startsWith("PUT /base/things/a%2Fb%7e?q=%20+&&r\n")
                    .endsWith("\n\n" + body);
            assertThat(answer.text()).contains("x-own: one\nx-own: two\n", "content-type: application/json\n");
            assertThat(answer.text()).contains("host: 127.0.0.1:" + upstream.actualPort() + "\n");
            assertThat(answer.text()).contains("via: 1.1 sluice\n", "content-length: " + body.length() + "\n");
            assertThat(answer.header("content-type")).isEqualTo("text/x-told");
            assertThat(answer.headers().get("set-cookie")).containsExactly("a=1", "b=2");
            assertThat(answer.headers().get("via")).containsExactly("1.1 inner", "1.1 sluice");
            assertThat(answer.header("date")).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
            assertThat(answer.header("x-request-id")).isNotEqualTo("theirs");
        }
    }

    @Test
    void whatIsMeantForTheNextHopGoesNoFurther() throws Exception {
        try (ProxyUnderTest proxy = proxy()) {
            Answer answer = proxy.exchange(head(
                    "GET /base/things/1",
                    "Connection: keep-alive",
                    "Connection: X-Mine, close",
                    "X-Mine: 1",
                    "X-Forwarded-By: 6.6.6.6",
                    "Keep-Alive: 5",
                    "TE: trailers, deflate",
                    "Proxy-Authorization: Basic eA==",
                    "Proxy-Connection: keep-alive",
                    "Upgrade: websocket",
                    "Via: 1.0 outer"));

            assertThat(answer.text()).doesNotContain("x-mine", "keep-alive", "deflate", "proxy-", "upgrade", "6.6.6.6");
            assertThat(answer.text()).contains("te: trailers\n", "via: 1.0 outer, 1.1 sluice\n");
            assertThat(answer.headers()).doesNotContainKeys("x-hop", "keep-alive");
        }
    }

    @Test
    void anUntrustedClientCannotSayWhoItIs() throws Exception {
        try (ProxyUnderTest proxy = proxy()) {
            Answer answer = proxy.exchange(head(
                    "GET /base/things/1",
                    "X-Forwarded-For: 6.6.6.6",
                    "X-Forwarded-Port: 66",
                    "X-Real-IP: 6.6.6.6",
                    "Forwarded: for=6.6.6.6",
                    "X-Request-Id: mine"));

            assertThat(answer.text()).doesNotContain("6.6.6.6", "x-forwarded-port");
            assertThat(answer.text())
                    .contains(
                            "x-forwarded-for: 127.0.0.1\n",
                            "x-forwarded-proto: http\n",
                            "x-forwarded-host: edge.example\n",
                            "x-request-id: mine\n");
            assertThat(answer.header("x-request-id")).isEqualTo("mine");
        }
    }

    @Test
    void hostBasePathAndTraceAreAsTheSettingsSay() throws Exception {
        ForwardingSettings forwarding = ForwardingSettings.DEFAULT
                .withForwarded(ForwardedHeader.FORWARDED)
                .withStripBasePath(true)
                .withTraceparent(true);
        try (ProxyUnderTest proxy = new ProxyUnderTest(
                ProxyUnderTest.patient(upstream.actualPort())
                        .withBasePath("/v2")
                        .withHost(HostHeader.Kind.KEEP),
                forwarding)) {
            Answer made = proxy.exchange(head("GET /base/things/1?"));
            Answer carried = proxy.exchange(head("GET /base/things/1", "traceparent: 00-1-2-01"));

            assertThat(made.text()).startsWith("GET /v2/things/1?\n").contains("host: edge.example\n");
            assertThat(made.text()).contains("forwarded: for=127.0.0.1;host=\"edge.example\";proto=http\n");
            assertThat(made.text()).containsPattern("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-00\n");
            assertThat(carried.text()).contains("traceparent: 00-1-2-01\n");
        }
    }

    @Test
    void answersWithoutABodyLeaveTheConnectionAsItWas() throws Exception {
        try (ProxyUnderTest proxy = proxy();
                RawConnection client = proxy.connect()) {
            client.send(head("HEAD /base/things/1"));
            Answer head = client.readHead();
            Answer gone = client.send(head("DELETE /base/things/gone")).read();
            Answer same = client.send(head("GET /base/things/same")).readHead();
            Answer next = client.send(head("GET /base/things/1")).read();

            assertThat(head.header("content-length")).isEqualTo("1234");
            assertThat(gone.status()).isEqualTo(204);
            assertThat(gone.header("etag")).isEqualTo("\"a\"");
            assertThat(same.status()).isEqualTo(304);
            assertThat(next.text()).startsWith("GET /base/things/1\n");
            assertThat(proxy.backend.connections()).isEqualTo(1);
            assertThat(proxy.backend.inFlight()).isZero();
        }
    }

    @Test
    void chunksAndTrailersPass() throws Exception {
        try (ProxyUnderTest proxy = proxy();
                RawConnection client = proxy.connect()) {
            Answer head = client.send(head("GET /base/things/1?chunked")).readHead();
            String rest = client.readUntil("0\r\nX-Sum: 7\r\n\r\n");
            Answer next = client.send(head("GET /base/things/1")).read();

            assertThat(head.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(rest).contains("one,").contains("two");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void anUploadOfUnknownLengthStaysOne() throws Exception {
        try (ProxyUnderTest proxy = proxy()) {
            Answer answer = proxy.exchange(
                    head("POST /base/things/1", "Content-Type: application/octet-stream", "Transfer-Encoding: chunked")
                            + "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n");

            assertThat(answer.text()).contains("transfer-encoding: chunked\n").endsWith("\n\nhello world");
        }
    }
}
