package dev.sluice.edge;

import static dev.sluice.support.RawStreams.DATA;
import static dev.sluice.support.RawStreams.HEADERS;
import static dev.sluice.support.RawStreams.RST_STREAM;
import static dev.sluice.support.RawStreams.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Exchange;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Answer;
import dev.sluice.support.RawStreams.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge makes of requests of HTTP/2. */
class StreamsTest {

    private static final int PROTOCOL_ERROR = 1;
    private static final int REFUSED_STREAM = 7;

    @RegisterExtension
    static final FlowingEdge EDGE = new FlowingEdge(FlowingEdge.CLEAR, FlowingEdge.SHORT);

    private static RawStreams open(int... settings) throws IOException {
        return RawStreams.open(EDGE.port(), settings);
    }

    @Test
    void answersRequestsWithAndWithoutABody() throws IOException {
        try (RawStreams client = open()) {
            Answer bare = client.get(1, "/thing?a").answer(1);
            Answer whole = client.put(3, "/thing?b")
                    .data(3, false, "hel")
                    .data(3, true, "lo")
                    .answer(3);
            Answer told = client.put(5, "/thing?c", "content-length", "5")
                    .data(5, true, "hello")
                    .answer(5);
            Answer empty = client.put(7, "/thing?d").data(7, true, "").answer(7);

            assertThat(bare.text()).isEqualTo("got nothing");
            assertThat(whole.text()).isEqualTo("got 5 hello");
            assertThat(told.text()).isEqualTo("got 5 hello");
            assertThat(empty.text()).isEqualTo("got 0 ");
            assertThat(bare.status()).isEqualTo(200);
            assertThat(bare.header("content-type")).isEqualTo("text/plain");
            assertThat(bare.header("content-length")).isEqualTo("11");
            assertThat(bare.header("date")).endsWith(" GMT");
            assertThat(bare.header("connection")).isEmpty();
        }
    }

    @Test
    void tellsTheBackendWhoCalls() throws IOException {
        try (RawStreams client = open()) {
            client.get(1, "/thing?who").answer(1);

            Exchange exchange = EDGE.exchanges.stream()
                    .filter(one -> "who".equals(one.message().query()))
                    .findFirst()
                    .orElseThrow();
            assertThat(exchange.client().version()).isEqualTo("2.0");
            assertThat(exchange.client().peer()).isEqualTo("127.0.0.1");
            assertThat(exchange.client().authority()).isEqualTo("localhost");
            assertThat(exchange.client().secure()).isFalse();
            assertThat(exchange.client().certificate()).isNull();
        }
    }

    @Test
    void waitsForAnIdentityWithoutLosingTheBody() throws IOException {
        try (RawStreams client = open()) {
            assertThat(client.put(1, "/thing", "x-late", "1")
                            .data(1, true, "hello")
                            .answer(1)
                            .text())
                    .isEqualTo("got 5 hello");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, a, 200",
        "a:80, a:80, 200",
        "a, '', 200",
        "'', a, 200",
        "a, b, refused",
        "a, a:81, refused",
        "a b, '', refused",
        "'', '', 400",
        "'', a b, refused",
    })
    void wantsOneAuthority(String authority, String host, String outcome) throws IOException {
        try (RawStreams client = open()) {
            client.frame(HEADERS, 5, 1, client.block(1, fields(authority, host)));

            assertThat(outcome(client, 1)).isEqualTo(outcome);
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    private static String[] fields(String authority, String host) {
        List<String> all = new ArrayList<>(List.of(":method", "GET", ":scheme", "http", ":path", "/thing"));
        if (!authority.isEmpty()) {
            all.addAll(java.util.List.of(":authority", authority));
        }
        if (!host.isEmpty()) {
            all.addAll(java.util.List.of("host", host));
        }
        return all.toArray(String[]::new);
    }

    /** The status, or that the stream was reset because of an error of protocol. */
    private static String outcome(RawStreams client, int stream) throws IOException {
        Frame first = client.await(frame -> frame.stream() == stream && frame.type() != RawStreams.WINDOW_UPDATE);
        if (first.type() == RST_STREAM) {
            assertThat(first.code()).isEqualTo(PROTOCOL_ERROR);
            return "refused";
        }
        String status = String.valueOf(first.headers().status());
        if (!first.ends()) {
            client.await(frame -> frame.stream() == stream && frame.ends());
        }
        return status;
    }

    @Test
    void refusesTwoHosts() throws IOException {
        try (RawStreams client = open()) {
            assertThat(outcome(client.get(1, "/thing", "host", "localhost", "host", "b"), 1))
                    .isIn("400", "refused");
        }
    }

    /** What would be another request, or another framing, where it is sent on as HTTP/1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection|close",
                "connection|x-a",
                "transfer-encoding|chunked",
                "keep-alive|timeout=5",
                "proxy-connection|close",
                "upgrade|websocket",
                "te|gzip",
                "X-Upper|a",
                "x a|b",
                "x:a|b",
                "x-a|b\r\nx-c: d",
                "x-a|b\nc",
                "x-a|b\0c",
                "x-a\r\nx-b|c",
                ":unknown|a",
                ":path|/thing",
                "content-length|x",
                "content-length|-1",
                "content-length|+0",
                "content-length|5, 6",
            })
    void refusesFieldsThatHttp2DoesNotHave(String field) throws IOException {
        String[] pair = field.split("\\|", 2);
        try (RawStreams client = open()) {
            client.get(1, "/thing?hidden", pair[0], pair[1]);

            assertThat(outcome(client, 1)).isIn("400", "refused");
            assertThat(EDGE.flowing.seen).doesNotContain("hidden");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', refused",
        "thing, 400",
        "http://a/thing, 400",
        "*, 400",
        "/thing?a b, 400",
        "'/thing HTTP/1.1\r\nHost: a\r\n\r\nGET /thing', 400",
        "'/thing?\r', 400",
        "'/thing?\n', 400",
        "'/thing?\0', 400",
        "/thing#a, 400",
        "/thing?ü, 400",
        "/other, 404",
    })
    void wantsAPath(String path, String outcome) throws IOException {
        try (RawStreams client = open()) {
            client.get(1, path);

            assertThat(outcome(client, 1)).isIn(outcome, "refused");
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /x HTTP/1.1", "", "GET\r\nX: y", "CONNECT"})
    void wantsAMethod(String method) throws IOException {
        try (RawStreams client = open()) {
            client.head(1, true, with(method, "/other"));

            assertThat(outcome(client, 1)).isIn("400", "404", "405", "refused");
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesConnect() throws IOException {
        try (RawStreams client = open()) {
            client.head(1, false, ":method", "CONNECT", ":authority", "elsewhere:443");

            assertThat(outcome(client, 1)).isEqualTo("400");
        }
    }

    @ParameterizedTest
    @CsvSource({"path, 5000, 414", "header, 8100, 431", "header, 9000, 431"})
    void refusesAHeadThatIsTooLarge(String what, int size, String status) throws IOException {
        String large = "x".repeat(size);
        try (RawStreams client = open()) {
            if (what.equals("path")) {
                client.get(1, "/thing?" + large);
            } else {
                client.get(1, "/thing", "x-large", large);
            }

            assertThat(outcome(client, 1)).isEqualTo(status);
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, hello", "9, hello", "0, hello", "1, ''"})
    void refusesABodyOfAnotherLengthThanTold(String length, String body) throws IOException {
        try (RawStreams client = open()) {
            client.put(1, "/thing", "content-length", length).data(1, true, body);

            assertThat(outcome(client, 1)).isEqualTo("refused");
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200, 100000", "GET, 204, ''", "GET, 304, ''"})
    void sendsNoBodyWhereThereIsNone(String method, int status, String length) throws IOException {
        try (RawStreams client = open()) {
            client.head(1, true, with(method, "/thing?stream=100000&status=" + status));
            Answer answer = client.answer(1);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEmpty();
            if (method.equals("HEAD")) {
                assertThat(answer.header("content-length")).isEqualTo(length);
            }
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void asksForTheBodyOfWhoWaits() throws IOException {
        try (RawStreams client = open()) {
            client.put(1, "/thing", "expect", "100-continue", "content-length", "5");
            assertThat(client.answer(1).status()).isEqualTo(100);
            client.data(1, true, "hello");
            assertThat(client.answer(1).text()).isEqualTo("got 5 hello");
        }
    }

    @Test
    void tellsWhoSendsAnUnwantedBodyToStopAndGoesOn() throws IOException {
        try (RawStreams client = open()) {
            client.put(1, "/thing", "x-refused", "1", "content-length", "1000000");
            assertThat(client.answer(1).status()).isEqualTo(401);
            Frame reset = client.await(RST_STREAM);

            assertThat(reset.code()).isZero();
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void throwsASmallUnwantedBodyAway() throws IOException {
        try (RawStreams client = open()) {
            client.put(1, "/thing", "x-refused", "1").data(1, false, "hel");
            assertThat(client.answer(1).status()).isEqualTo(401);
            client.data(1, true, "lo");

            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void endsTheStreamAloneWhenAnExchangeTakesTooLong() throws IOException {
        try (RawStreams client = open()) {
            client.get(1, "/thing?never");
            Frame reset = client.await(RST_STREAM);

            assertThat(reset.stream()).isEqualTo(1);
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void sendsTrailers() throws IOException {
        try (RawStreams client = open()) {
            Answer answer = client.get(1, "/thing?stream=10&unknown&trailers").answer(1);

            assertThat(answer.text()).hasSize(10);
            assertThat(answer.trailers().get("x-trailer")).hasToString("behind");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream=100000&break=16384",
                "stream=100000&break=16384&unknown",
                "stream=10&told=20",
                "stream=20&told=10"
            })
    void resetsTheStreamOfAnAnswerThatBreaksOff(String query) throws IOException {
        try (RawStreams client = open()) {
            client.get(1, "/thing?" + query);
            Frame last = client.await(frame -> frame.stream() == 1 && (frame.ends() || frame.type() == RST_STREAM));

            assertThat(last.type()).isEqualTo(RST_STREAM);
            assertThat(last.code()).isEqualTo(2);
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void tellsTheBackendOnceWhenAClientCancels() throws Exception {
        int before = EDGE.flowing.left.get();
        try (RawStreams client = open()) {
            client.get(1, "/thing?never&cancelled");
            Eventually.holds(() -> EDGE.flowing.seen.contains("never&cancelled"));
            client.frame(RST_STREAM, 0, 1, RawStreams.number(8));
            Eventually.holds(() -> EDGE.flowing.left.get() > before);

            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
        assertThat(EDGE.flowing.left).hasValue(before + 1);
    }

    @Test
    void refusesMoreStreamsThanItAllowsEvenWhenItsSettingsAreNotConfirmed() throws IOException {
        try (RawStreams client = open()) {
            int opened = EDGE.flowing.waiting.size();
            for (int i = 0; i < 150; i++) {
                client.get(2 * i + 1, "/thing?never&many");
            }
            for (int refused = 0; refused < 50; refused++) {
                assertThat(client.await(RST_STREAM).code()).isEqualTo(REFUSED_STREAM);
            }
            assertThat(EDGE.flowing.waiting.size() - opened).isEqualTo(100);
        }
    }

    @Test
    void givesStreamsWindowsOfTheirOwn() throws IOException {
        try (RawStreams client = open()) {
            // nobody reads the first one; the others are read all the same
            client.put(1, "/thing?hold");
            for (int i = 0; i < 4; i++) {
                client.data(1, false, "x".repeat(16_000));
            }
            for (int stream = 3; stream < 40; stream += 2) {
                client.put(stream, "/thing").data(stream, true, "x".repeat(16_000));
                assertThat(client.answer(stream).text()).startsWith("got 16000");
            }
        }
    }

    @Test
    void closesAConnectionWithoutAStream() throws IOException {
        try (RawStreams used = open();
                RawStreams fresh = open()) {
            used.get(1, "/thing").answer(1);

            assertThat(used.end()).isZero();
            assertThat(fresh.end()).isZero();
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() throws IOException {
        try (RawStreams silent = new RawStreams(EDGE.port());
                RawStreams begun = new RawStreams(EDGE.port())) {
            begun.send("PRI * HTTP/2.0\r\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

            assertThat(silent.end()).isEqualTo(-1);
            assertThat(begun.end()).isEqualTo(-1);
        }
    }

    @Test
    void closesAConnectionWhoseHeadDrips() throws IOException {
        try (RawStreams client = open()) {
            byte[] block = client.block(1, with("GET", "/thing?dripped"));
            client.frame(HEADERS, 1, 1, java.util.Arrays.copyOf(block, 3));
            boolean open = true;
            for (int i = 0; open && i < 600; i++) {
                open = client.offer(RawStreams.bytes(RawStreams.CONTINUATION, 0, 1));
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }

            assertThat(open).isFalse();
            assertThat(EDGE.flowing.seen).doesNotContain("dripped");
        }
    }

    @Test
    void endsTheStreamOfABodyThatDoesNotCome() throws IOException {
        try (RawStreams client = open()) {
            client.put(1, "/thing?waiting&mirror").data(1, false, "he");

            // the answer has begun: it is cut off when the client says nothing for too long
            Frame head = client.await(HEADERS);
            assertThat(head.stream()).isEqualTo(1);
            client.frame(RST_STREAM, 0, 1, RawStreams.number(8));
            assertThat(client.get(3, "/thing").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void isFedNoFasterThanItReads() throws Exception {
        try (RawStreams client = open(4, 1 << 20)) {
            client.get(1, "/thing?stream=500000");
            int received = 0;
            while (true) {
                Frame frame = client.read();
                if (frame.type() == DATA) {
                    received += frame.payload().length;
                    client.frame(
                            RawStreams.WINDOW_UPDATE, 0, 0, RawStreams.number(Math.max(1, frame.payload().length)));
                }
                if (frame.ends()) {
                    break;
                }
            }
            assertThat(received).isEqualTo(500_000);
        }
    }
}
