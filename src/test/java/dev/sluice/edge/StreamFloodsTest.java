package dev.sluice.edge;

import static dev.sluice.support.RawStreams.CONTINUATION;
import static dev.sluice.support.RawStreams.DATA;
import static dev.sluice.support.RawStreams.HEADERS;
import static dev.sluice.support.RawStreams.PING;
import static dev.sluice.support.RawStreams.PRIORITY;
import static dev.sluice.support.RawStreams.RST_STREAM;
import static dev.sluice.support.RawStreams.SETTINGS;
import static dev.sluice.support.RawStreams.WINDOW_UPDATE;
import static dev.sluice.support.RawStreams.bytes;
import static dev.sluice.support.RawStreams.number;
import static dev.sluice.support.RawStreams.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of HTTP/2 that want to wear the server out are cut off, and hold up nobody. */
class StreamFloodsTest {

    private static final long ENHANCE_YOUR_CALM = 11;
    private static final int ROUNDS = 200_000;

    @RegisterExtension
    static final FlowingEdge EDGE = new FlowingEdge(FlowingEdge.CLEAR, FlowingEdge.SHORT);

    /** Sends the next frames of a flood. */
    @FunctionalInterface
    interface Flood {

        byte[] frames(RawStreams client, int round);
    }

    private static Arguments flood(String name, Flood flood) {
        return Arguments.of(name, flood);
    }

    static Stream<Arguments> floods() {
        byte[] eight = new byte[8];
        return Stream.of(
                flood("ping", (client, round) -> bytes(PING, 0, 0, eight)),
                flood("ping answers", (client, round) -> bytes(PING, 1, 0, eight)),
                flood("settings", (client, round) -> bytes(SETTINGS, 0, 0, RawStreams.settings(4, 65_535))),
                flood("empty settings", (client, round) -> bytes(SETTINGS, 0, 0)),
                flood("priority", (client, round) -> bytes(PRIORITY, 0, 2 * round + 3, new byte[] {0, 0, 0, 1, 16})),
                flood("unknown frames", (client, round) -> bytes(0x42, 0, 0, eight)),
                flood("windows by a byte", (client, round) -> bytes(WINDOW_UPDATE, 0, 0, number(1))),
                flood(
                        "empty data",
                        (client, round) -> round == 0
                                ? bytes(HEADERS, 4, 1, client.block(1, with("PUT", "/thing?empty")))
                                : bytes(DATA, 0, 1)),
                flood(
                        "padding for data",
                        (client, round) -> round == 0
                                ? bytes(HEADERS, 4, 1, client.block(1, with("PUT", "/thing?padded")))
                                : bytes(DATA, 8, 1, new byte[] {2, 0, 0})),
                flood("rapid reset", (client, round) -> {
                    int stream = 2 * round + 1;
                    return join(
                            bytes(HEADERS, 5, stream, client.block(stream, with("GET", "/thing?never&rapid"))),
                            bytes(RST_STREAM, 0, stream, number(8)));
                }),
                flood("errors that make the server reset", (client, round) -> {
                    int stream = 2 * round + 1;
                    return join(
                            bytes(HEADERS, 5, stream, client.block(stream, with("GET", "/thing?never&made"))),
                            bytes(WINDOW_UPDATE, 0, stream, number(0)));
                }),
                flood(
                        "continuations without end",
                        (client, round) -> round == 0
                                ? bytes(HEADERS, 0, 1, client.block(1, with("GET", "/thing")))
                                : bytes(CONTINUATION, 0, 1)),
                flood(
                        "a head without end",
                        (client, round) -> round == 0
                                ? bytes(HEADERS, 0, 1, client.block(1, with("GET", "/thing")))
                                : bytes(CONTINUATION, 0, 1, client.block(1, "x-" + round, "y".repeat(4000)))),
                flood(
                        "trailers again and again",
                        (client, round) -> bytes(
                                HEADERS,
                                4,
                                1,
                                client.block(1, round == 0 ? with("PUT", "/thing") : new String[] {"x", "y"}))));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void cutsOffWhoFloods(String name, Flood flood) throws Exception {
        try (RawStreams client = RawStreams.open(EDGE.port())) {
            Thread reader = new Thread(() -> readAll(client));
            reader.setDaemon(true);
            reader.start();
            boolean open = true;
            int round = 0;
            for (; open && round < ROUNDS; round++) {
                open = client.offer(flood.frames(client, round));
            }

            assertThat(open).as("%s: open after %d rounds", name, round).isFalse();
        }
        try (RawStreams other = RawStreams.open(EDGE.port());
                RawConnection older = new RawConnection(EDGE.port())) {
            assertThat(other.get(1, "/thing").answer(1).status()).isEqualTo(200);
            assertThat(older.send("GET /thing HTTP/1.1\r\nHost: a\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    private static void readAll(RawStreams client) {
        try {
            client.end();
        } catch (IOException | AssertionError closed) {
            // as it should be
        }
    }

    @Test
    void tellsWhoFloodsToCalmDown() throws IOException {
        try (RawStreams client = RawStreams.open(EDGE.port())) {
            byte[] pings = new byte[0];
            for (int i = 0; i < FrameGuard.MOST + 10; i++) {
                pings = join(pings, bytes(PING, 0, 0, new byte[8]));
            }
            client.send(pings);

            assertThat(client.end()).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void putsUpWithClientsThatAskNowAndThen() throws IOException {
        try (RawStreams client = RawStreams.open(EDGE.port())) {
            for (int i = 0; i < 300; i++) {
                int stream = 2 * i + 1;
                client.frame(PING, 0, 0, new byte[8]);
                client.frame(WINDOW_UPDATE, 0, 0, number(100));
                client.get(stream, "/thing");
                client.frame(PRIORITY, 0, stream, new byte[] {0, 0, 0, 0, 16});
                assertThat(client.answer(stream).status()).isEqualTo(200);
            }
        }
    }

    /** Nobody takes the answers: they are given up, one after the other, and other streams live on. */
    @Test
    void givesUpAnswersThatNobodyTakes() throws IOException {
        try (RawStreams client = RawStreams.open(EDGE.port(), 4, 0)) {
            for (int stream = 1; stream < 40; stream += 2) {
                client.get(stream, stream % 4 == 1 ? "/thing?letters=50000" : "/thing?stream=100000000");
            }
            List<Integer> reset = new ArrayList<>();
            while (reset.size() < 20) {
                Frame frame = client.await(RST_STREAM);
                reset.add(frame.stream());
            }

            assertThat(reset).hasSize(20).doesNotHaveDuplicates();
        }
        Eventually.holds(() -> EDGE.server().connections() == 0);
    }

    @Test
    void holdsNoMoreOfAStreamThanItsClientTakes() throws IOException {
        long before = EDGE.flowing.made.get();
        try (RawStreams client = RawStreams.open(EDGE.port())) {
            client.get(1, "/thing?stream=1000000000");
            client.await(RST_STREAM);

            assertThat(EDGE.flowing.made.get() - before).isLessThan(1 << 20);
        }
    }
}
