package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was judged is what is sent on; and what cannot be sent on is answered. */
class OneRequestTest {

    private static final String TAGGED =
            "GET /base/tagged HTTP/1.1\r\nHost: a\r\nX-Tag: 1\r\nX-Key: k\r\nX-Other: 1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tag",
                "x-tag",
                "keep-alive, X-TAG",
                "keep-alive\r\nConnection: x-tag",
                "X-Auth-Token",
                "X-Key",
                "Authorization",
                "Cookie",
                "Content-Type",
                "Host",
                "Accept",
            })
    void aFieldThatWasJudgedIsNotTakenAway(String connection) throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.send(RawUpstream.answer("got")));
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port())) {
            Answer answer = proxy.exchange(TAGGED + "Connection: " + connection + "\r\n\r\n");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("Connection").doesNotContainIgnoringCase("x-tag");
            assertThat(upstream.requests).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other", "X-Other, close", "TE, X-Other", "Upgrade, x-other", ", X-Other,"})
    void otherFieldsOfTheHopAreLeftOff(String connection) throws Exception {
        List<String> fields = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    fields.add(request.fields());
                    line.send(RawUpstream.answer("got"));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port())) {
            assertThat(proxy.exchange(TAGGED + "Connection: " + connection + "\r\n\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(fields.get(0)).contains("X-Tag: 1", "X-Key: k").doesNotContain("X-Other");
        }
    }

    /** With the head, when nobody reads the body yet, or behind a part that has gone on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenChunkOfABodyThatFlowsIsAnswered(boolean withHead) throws Exception {
        String head = lines(
                "POST /base/things/1 HTTP/1.1",
                "Host: a",
                "Content-Type: application/octet-stream",
                "Transfer-Encoding: chunked",
                "",
                "3",
                "abc");
        List<String> parts = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    parts.add(new String(line.in().readNBytes(8), StandardCharsets.ISO_8859_1));
                    line.hang();
                });
                ProxyUnderTest proxy =
                        new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ForwardingSettings.DEFAULT);
                RawConnection client = proxy.connect()) {
            if (withHead) {
                client.send(head + "nonsense\r\n");
            } else {
                client.send(head);
                Eventually.holds(() -> parts.size() == 1);
                client.send("nonsense\r\n");
            }

            Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("chunks");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
            Eventually.holds(() -> proxy.backend.inFlight() == 0 && proxy.backend.connections() == 0);
        }
    }

    /** RFC 7540, 3.2: a request of HTTP/1.1 becomes one of HTTP/2, and nobody keeps what it said of a body. */
    @Test
    void aRequestThatAsksForHttp2HasNoBodyThatItHasNot() throws Exception {
        List<String> fields = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    fields.add(request.fields());
                    line.send(RawUpstream.answer("got " + line.body(request)));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = new RawConnection(proxy.streamsPort)) {
            client.send(lines(
                    "GET /base/things/1 HTTP/1.1",
                    "Host: a",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    ""));
            assertThat(client.readHead().status()).isEqualTo(101);
            preface(client);

            Eventually.holds(() -> fields.size() == 1);
            assertThat(fields.get(0)).doesNotContainIgnoringCase("transfer-encoding");
        }
    }

    @Test
    void aRequestThatAsksForHttp2KeepsItsBody() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    bodies.add(request.method() + " " + line.body(request));
                    line.send(RawUpstream.answer("got"));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = new RawConnection(proxy.streamsPort)) {
            client.send(lines(
                    "POST /base/things/1 HTTP/1.1",
                    "Host: a",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    "Content-Type: application/octet-stream",
                    "Transfer-Encoding: chunked",
                    "",
                    "3",
                    "abc",
                    "0",
                    ""));
            assertThat(client.readHead().status()).isEqualTo(101);
            preface(client);

            Eventually.holds(() -> bodies.size() == 1);
            assertThat(bodies).containsExactly("POST abc");
        }
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static void preface(RawConnection client) throws IOException {
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    }
}
