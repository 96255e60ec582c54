package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and answers that flow over HTTP/1, as fast as the slower side takes them, and how they end. */
class FlowsTest {

    private static final long LARGE = 200_000_000;
    /** What socket buffers of both sides and the edge may hold together. */
    private static final long IN_FLIGHT = 20_000_000;

    @RegisterExtension
    static final FlowingEdge EDGE = new FlowingEdge(EdgeSettings.Transport.PLAIN, FlowingEdge.LONG);

    @RegisterExtension
    static final FlowingEdge HASTY = new FlowingEdge(EdgeSettings.Transport.PLAIN, FlowingEdge.SHORT);

    private static RawConnection open() throws IOException {
        return new RawConnection(EDGE.port());
    }

    private static String get(String query) {
        return "GET /thing?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static void isUsable(RawConnection client) throws IOException {
        assertThat(client.send("PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nnext")
                        .read()
                        .text())
                .isEqualTo("got 4 next");
    }

    @Test
    void sendsALargeAnswerNoFasterThanItIsRead() throws Exception {
        long before = EDGE.flowing.made.get();
        try (RawConnection client = open()) {
            client.send(get("stream=" + LARGE));
            assertThat(client.readHead().header("Content-Length")).isEqualTo(Long.toString(LARGE));
            // nobody reads: it comes to a halt
            Eventually.holds(() -> EDGE.flowing.made.get() > before);
            assertThat(Eventually.settles(EDGE.flowing.made::get) - before).isLessThan(IN_FLIGHT);

            long received = 0;
            byte[] block = new byte[1 << 16];
            InputStream in = client.in();
            while (received < LARGE) {
                received += in.readNBytes(block, 0, (int) Math.min(block.length, LARGE - received));
                assertThat(EDGE.flowing.made.get() - before - received).isLessThan(IN_FLIGHT);
            }
            isUsable(client);
        }
    }

    @Test
    void takesALargeBodyNoFasterThanItIsRead() throws Exception {
        long before = EDGE.flowing.taken.get();
        try (RawConnection client = open()) {
            client.send("PUT /thing?hold HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE + "\r\n\r\n");
            AtomicLong sent = new AtomicLong();
            Thread sender = new Thread(() -> {
                byte[] block = new byte[1 << 16];
                try {
                    while (sent.get() < LARGE) {
                        int size = (int) Math.min(block.length, LARGE - sent.get());
                        client.send(Arrays.copyOf(block, size));
                        sent.addAndGet(size);
                    }
                } catch (IOException closed) {
                    // told by the answer
                }
            });
            sender.start();
            Eventually.holds(() -> sent.get() > 0 && !EDGE.flowing.held.isEmpty());
            assertThat(Eventually.settles(sent::get)).isLessThan(IN_FLIGHT);
            assertThat(EDGE.flowing.taken.get()).isEqualTo(before);

            EDGE.flowing.held.remove(0).run();
            assertThat(client.read().text()).startsWith("got " + LARGE);
            sender.join();
            isUsable(client);
        }
    }

    @Test
    void mirrorsALargeBodyInChunks() throws Exception {
        try (RawConnection client = open()) {
            client.send("PUT /thing?mirror HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            Thread sender = new Thread(() -> {
                try {
                    String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
                    for (int i = 0; i < 1000; i++) {
                        client.send(chunk);
                    }
                    client.send("0\r\n\r\n");
                } catch (IOException closed) {
                    // told by the answer
                }
            });
            sender.start();
            assertThat(client.readHead().header("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(client.readChunks().length()).isEqualTo(1000 << 16);
            sender.join();
            isUsable(client);
        }
    }

    @Test
    void sendsWhatHasComeAtOnce() throws IOException {
        try (RawConnection client = open()) {
            client.send("PUT /thing?mirror HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(200);
            for (String event : List.of("one", "two", "three")) {
                client.send(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
                assertThat(client.readChunk()).isEqualTo(event);
            }
            client.send("0\r\n\r\n");
            assertThat(client.readChunk()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stream=100000&break=16384, length",
        "stream=100000&break=0, length",
        "stream=100000&break=16384&unknown, chunked",
        "stream=100000&break=0&unknown, chunked",
        "stream=10&told=20, length",
        "stream=20&told=10, length",
    })
    void cutsAnAnswerThatBreaksOff(String query, String framing) throws IOException {
        try (RawConnection client = open()) {
            client.send(get(query));
            boolean whole = true;
            try {
                Answer head = client.readHead();
                if (framing.equals("chunked")) {
                    client.readChunks();
                } else {
                    long length = Long.parseLong(head.header("Content-Length"));
                    whole = client.in().readAllBytes().length >= length;
                }
            } catch (IOException cut) {
                whole = false;
            }

            assertThat(whole).isFalse();
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"stream=100000&unknown, true", "stream=100000&break=16384&unknown, false"})
    void endsAnAnswerToHttp10ByTheConnection(String query, boolean whole) throws IOException {
        try (RawConnection client = open()) {
            client.send("GET /thing?" + query + " HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
            Answer head = client.readHead();
            assertThat(head.header("Connection")).isEqualTo("close");
            assertThat(head.header("Transfer-Encoding")).isEmpty();
            boolean ended;
            try {
                ended = client.in().readAllBytes().length == 100_000;
            } catch (IOException reset) {
                ended = false;
            }

            assertThat(ended).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, 200, stream=100000, 100000",
        "HEAD, 200, stream=100000&unknown, ''",
        "GET, 204, stream=0, ''",
        "GET, 204, stream=100000&unknown, ''",
        "GET, 304, stream=100000, 100000",
        "GET, 304, stream=100000&unknown, ''",
    })
    void sendsNoBodyWhereThereIsNone(String method, int status, String query, String length) throws IOException {
        try (RawConnection client = open()) {
            client.send(method + " /thing?" + query + "&status=" + status + " HTTP/1.1\r\nHost: a\r\n\r\n");
            Answer head = client.readHead();

            assertThat(head.status()).isEqualTo(status);
            assertThat(head.header("Content-Length")).isEqualTo(length);
            isUsable(client);
        }
    }

    @Test
    void sendsTrailers() throws IOException {
        try (RawConnection client = open()) {
            client.send(get("stream=10&unknown&trailers"));
            client.readHead();
            client.readChunks();

            assertThat(client.trailers()).containsExactly("X-Trailer: behind");
            isUsable(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream=100000", "stream=0", "stream=100000&unknown", "stream=0&unknown"})
    void keepsTheConnectionBehindAStream(String query) throws IOException {
        try (RawConnection client = open()) {
            for (int i = 0; i < 3; i++) {
                client.send(get(query));
                Answer head = client.readHead();
                String length = head.header("Content-Length");
                if (length.isEmpty()) {
                    client.readChunks();
                } else {
                    client.in().readNBytes(Integer.parseInt(length));
                }
            }
            isUsable(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream=1000000000", "never"})
    void tellsTheBackendOnceWhenTheClientLeaves(String query) throws Exception {
        int before = EDGE.flowing.left.get();
        try (RawConnection client = open()) {
            client.send(get(query + "&leaving"));
            Eventually.holds(() -> EDGE.flowing.seen.contains(query + "&leaving"));
        }
        Eventually.holds(() -> EDGE.flowing.left.get() > before);

        Eventually.holds(() -> EDGE.server().connections() == 0);
        assertThat(EDGE.flowing.left).hasValue(before + 1);
    }

    @Test
    void tellsTheBackendOfABodyThatBreaksOff() throws Exception {
        int before = EDGE.flowing.broken.get();
        try (RawConnection client = open()) {
            client.send("PUT /thing?part HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
            Eventually.holds(() -> EDGE.flowing.seen.contains("part"));
        }
        Eventually.holds(() -> EDGE.flowing.broken.get() > before);

        assertThat(EDGE.flowing.broken).hasValue(before + 1);
    }

    @Test
    void tellsTheBackendOfABodyWhoseChunksAreNone() throws Exception {
        int before = EDGE.flowing.broken.get();
        try (RawConnection client = open()) {
            client.send("PUT /thing?garbled HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            Eventually.holds(() -> EDGE.flowing.seen.contains("garbled"));
            client.send("garbage\r\n");

            assertThat(client.isClosedByServer() || EDGE.flowing.broken.get() > before)
                    .isTrue();
        }
        Eventually.holds(() -> EDGE.flowing.broken.get() > before);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1000, true", "10000000, false"})
    void answersBeforeTheBodyHasCome(int length, boolean kept) throws IOException {
        try (RawConnection client = open()) {
            client.send("PUT /thing?early HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
            Answer answer = client.read();

            assertThat(answer.text()).isEqualTo("early");
            assertThat(answer.header("Connection")).isEqualTo(kept ? "" : "close");
            client.offer("x".repeat(length));
            if (kept) {
                isUsable(client);
            } else {
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void asksForTheBodyThatFlows() throws IOException {
        try (RawConnection client = open()) {
            client.send("PUT /thing HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.send("hello").read().text()).isEqualTo("got 5 hello");
        }
    }

    /** The backend reads later than the identity is known. */
    @Test
    void keepsABodyUntilItIsRead() throws Exception {
        int held = EDGE.flowing.held.size();
        try (RawConnection client = open()) {
            client.send("PUT /thing?hold HTTP/1.1\r\nHost: a\r\nX-Late: 1\r\nContent-Length: 5\r\n\r\nhello");
            Eventually.holds(() -> EDGE.flowing.held.size() > held);
            EDGE.flowing.held.remove(held).run();

            assertThat(client.read().text()).isEqualTo("got 5 hello");
        }
    }

    @Test
    void givesUpAClientThatDoesNotRead() throws Exception {
        int before = HASTY.flowing.left.get();
        try (RawConnection client = new RawConnection(HASTY.port())) {
            client.send(get("stream=1000000000"));
            Eventually.holds(() -> HASTY.flowing.left.get() > before);
        }
        assertThat(HASTY.flowing.left).hasValue(before + 1);
    }

    @Test
    void givesUpAClientThatDoesNotReadAHeldAnswer() throws Exception {
        List<RawConnection> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawConnection client = new RawConnection(HASTY.port());
            client.send(get("letters=30000000"));
            clients.add(client);
        }
        Eventually.holds(() -> HASTY.server().connections() == 0);
        for (RawConnection client : clients) {
            client.close();
        }
    }

    @Test
    void closesHundredsOfIdleConnectionsAndGoesOnAnswering() throws Exception {
        List<RawConnection> idle = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            idle.add(new RawConnection(HASTY.port()));
        }
        try (RawConnection client = new RawConnection(HASTY.port())) {
            isUsable(client);
        }
        for (RawConnection client : idle) {
            assertThat(client.isClosedByServer()).isTrue();
            client.close();
        }
        Eventually.holds(() -> HASTY.server().connections() == 0);
    }

    @Test
    void letsStreamsEndWhenItDrains() throws Exception {
        FlowingEdge edge = new FlowingEdge(EdgeSettings.Transport.PLAIN, FlowingEdge.LONG);
        edge.start();
        try (RawConnection client = new RawConnection(edge.port())) {
            client.send("PUT /thing?mirror HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            client.readHead();
            assertThat(client.readChunk()).isEqualTo("one");
            io.vertx.core.Future<Void> stopped = edge.server().stop(java.time.Duration.ofSeconds(20));
            client.send("3\r\ntwo\r\n0\r\n\r\n");

            assertThat(client.readChunk()).isEqualTo("two");
            assertThat(client.readChunk()).isEmpty();
            FlowingEdge.await(stopped);
        } catch (EOFException cut) {
            throw new AssertionError("cut", cut);
        } finally {
            edge.stop();
        }
    }
}
