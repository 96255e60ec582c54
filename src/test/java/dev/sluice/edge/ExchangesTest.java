package dev.sluice.edge;

import static dev.sluice.edge.EdgeUnderTest.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge makes of bodies, and of what the stages behind it say. */
class ExchangesTest {

    @RegisterExtension
    static final EdgeUnderTest EDGE = new EdgeUnderTest();

    @RegisterExtension
    static final EdgeUnderTest HASTY = EdgeUnderTest.hasty();

    @Test
    void givesTheBackendTheWholeBody() throws IOException {
        Answer answer = EDGE.exchange(put("Content-Length: 5\r\n", "hello"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("got 5");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.header("Date")).endsWith(" GMT");
    }

    @Test
    void sendsTheFieldsOfAReply() throws IOException {
        Answer answer = EDGE.exchange("PUT /thing?fields HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("X-One")).isEqualTo("1");
        assertThat(answer.header("X-Two")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"'Transfer-Encoding: gzip, chunked', 400", "'Content-Encoding: br\r\nContent-Length: 5', 415"})
    void refusesACodingThatItCannotUndo(String header, int status) throws IOException {
        assertThat(EDGE.exchange(put(header.replace("\\r\\n", "\r\n") + "\r\n", "hello"))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void readsAChunkedBodyInManyPieces() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            client.send(put("Transfer-Encoding: chunked\r\n", ""));
            for (int i = 0; i < 100; i++) {
                client.send("3e8\r\n" + "x".repeat(1000) + "\r\n");
            }
            client.send("0\r\n\r\n");

            assertThat(client.read().text()).isEqualTo("got 100000");
        }
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeItComes() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer answer = client.send(put("Content-Length: " + (EdgeUnderTest.MAX_BODY + 1) + "\r\n", ""))
                    .read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999999", "9223372036854775807", "999999999999999999"})
    void refusesAnAbsurdLength(String length) throws IOException {
        assertThat(EDGE.exchange(put("Content-Length: " + length + "\r\n", "")).status())
                .isIn(400, 413);
    }

    @Test
    void refusesAChunkedBodyAtTheByteThatIsTooMuch() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            client.send(put("Transfer-Encoding: chunked\r\n", ""));
            client.send(
                    Integer.toHexString(EdgeUnderTest.MAX_BODY) + "\r\n" + "x".repeat(EdgeUnderTest.MAX_BODY) + "\r\n");
            client.send("1\r\nx\r\n");

            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void drainsASmallRefusedBodyAndKeepsTheConnection() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer refused = client.send(put("X-Refused: 1\r\nContent-Length: " + EdgeUnderTest.DRAIN + "\r\n", ""))
                    .read();
            Answer next = client.send("x".repeat(EdgeUnderTest.DRAIN))
                    .send(put("Content-Length: 1\r\n", "a"))
                    .read();

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Connection")).isEmpty();
            assertThat(next.text()).isEqualTo("got 1");
        }
    }

    @Test
    void closesTheConnectionOfALargeRefusedBody() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer refused = client.send(
                            put("X-Refused: 1\r\nContent-Length: " + (EdgeUnderTest.DRAIN + 1) + "\r\n", ""))
                    .read();

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Connection")).isEqualTo("close");
            client.offer("x".repeat(EdgeUnderTest.DRAIN + 1));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesTheConnectionOfAnEndlessRefusedBody() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer refused = client.send(put("X-Refused: 1\r\nTransfer-Encoding: chunked\r\n", ""))
                    .read();

            assertThat(refused.status()).isEqualTo(401);
            client.offer("20000\r\n" + "x".repeat(0x20000) + "\r\n");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void asksForTheBodyOnlyAfterTheLimiter() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            client.send(put("Expect: 100-continue\r\nContent-Length: 5\r\n", ""));
            assertThat(client.read().status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.read().text()).isEqualTo("got 5");
        }
        try (RawConnection client = EDGE.connect()) {
            client.send(put("X-Refused: 1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n", ""));
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesABodyThatDrips() throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send(put("Content-Length: 5\r\n", "he"));

            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    @Test
    void endsAnExchangeThatTakesTooLong() throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send("PUT /thing?never HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void waitsForAnIdentityWithoutLosingTheBody() throws IOException {
        assertThat(EDGE.exchange(put("X-Late: 1\r\nContent-Length: 5\r\n", "hello"))
                        .text())
                .isEqualTo("got 5");
    }

    @Test
    void confirmsAClaimAgainstTheBody() throws IOException {
        assertThat(EDGE.exchange(put("Content-Length: 6\r\n", "forged")).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"bug, 500", "late-bug, 500", "problem, 503"})
    void answersWhateverTheBackendDoes(String query, int status) throws IOException {
        Answer answer = EDGE.exchange("PUT /thing?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("planted");
    }

    @Test
    void tellsTheListenerOfEveryEnd() throws Exception {
        EDGE.ended.clear();

        EDGE.exchange(put("", ""));
        EDGE.exchange("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");

        Eventually.holds(() -> EDGE.ended.containsAll(List.of(200, 404)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "5 5\r\nhello\r\n", "2\r\nhello\r\n0\r\n\r\n", "fffffffffffffffff\r\n"})
    void refusesABrokenChunk(String chunks) throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer answer = client.send(put("Transfer-Encoding: chunked\r\n", ""))
                    .send("1\r\nx\r\n")
                    .offer(chunks)
                    .read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("chunks");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesAConnectionWhoseUnwantedBodyDoesNotCome() throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send(put("X-Refused: 1\r\nContent-Length: 5\r\n", "he"));

            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void tellsTheListenerOfAClientThatLeaves() throws IOException {
        EDGE.ended.clear();

        try (RawConnection client = EDGE.connect()) {
            client.send("PUT /thing?never HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        Eventually.holds(() -> EDGE.ended.contains(0));
        assertThat(EDGE.ended).containsOnlyOnce(0);
    }
}
