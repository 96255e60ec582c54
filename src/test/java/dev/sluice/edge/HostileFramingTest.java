package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.support.Seed;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests of HTTP/1 whose end somebody else could see elsewhere: each is refused, and the connection closed, or framed as
 * RFC 9112 has it; then the request behind it is answered as itself.
 */
class HostileFramingTest {

    private static final String NEXT = "PUT /thing?next HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nnext";
    private static final String HIDDEN = "GET /thing?hidden HTTP/1.1\r\nHost: a\r\nX: ";

    @RegisterExtension
    static final FlowingEdge EDGE = new FlowingEdge(EdgeSettings.Transport.PLAIN, FlowingEdge.SHORT);

    /** What may become of a request. */
    private enum Outcome {
        REFUSED,
        /** Its body is {@code hello}. */
        READ,
        /** One of the two. */
        EITHER
    }

    private record Case(String text, Outcome outcome) {}

    private static Case refused(String text) {
        return new Case(text, Outcome.REFUSED);
    }

    private static Case read(String text) {
        return new Case(text, Outcome.READ);
    }

    private static Case either(String text) {
        return new Case(text, Outcome.EITHER);
    }

    private static final List<Case> LENGTHS = List.of(
            read("Content-Length: 5"),
            read("Content-Length:5"),
            read("content-length:\t5 "),
            either("Content-Length: 05"),
            either("Content-Length: 5\r\nContent-Length: 5"),
            either("Content-Length: 5, 5"),
            refused("Content-Length: 5\r\nContent-Length: 6"),
            refused("Content-Length: 6\r\nContent-Length: 5"),
            refused("Content-Length: 5, 6"),
            refused("Content-Length: +5"),
            refused("Content-Length: -5"),
            refused("Content-Length: 0x5"),
            refused("Content-Length: 5 5"),
            refused("Content-Length: 5;"),
            refused("Content-Length: "),
            refused("Content-Length: 5.0"),
            refused("Content-Length: 18446744073709551621"),
            refused("Content-Length : 5"),
            refused("Content-Length\t: 5"),
            refused(" Content-Length: 5"),
            refused("Content-Length: 5\r\nContent-Length: 0x5"),
            refused("Content-Length: 5\r\n folded"),
            refused("Content-\0Length: 5"),
            refused("Content-Length: 5\0"),
            refused("Content-Length: \u000b5"),
            refused("Content-Length: 5\rX: y"));

    private static final List<Case> CODINGS = List.of(
            read("Transfer-Encoding: chunked"),
            read("Transfer-Encoding:chunked"),
            read("transfer-encoding: Chunked"),
            read("TRANSFER-ENCODING: CHUNKED"),
            either("Transfer-Encoding:\tchunked\t"),
            either("Transfer-Encoding: chunked\nX: y"),
            refused("Transfer-Encoding: xchunked"),
            refused("Transfer-Encoding: chunkedx"),
            refused("Transfer-Encoding: chunked, identity"),
            refused("Transfer-Encoding: identity, chunked"),
            refused("Transfer-Encoding: identity"),
            refused("Transfer-Encoding: gzip, chunked"),
            refused("Transfer-Encoding: gzip"),
            refused("Transfer-Encoding: chunked, chunked"),
            refused("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
            refused("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
            refused("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked"),
            refused("Transfer-Encoding: chunked;q=1"),
            refused("Transfer-Encoding: \"chunked\""),
            refused("Transfer-Encoding: ,chunked"),
            refused("Transfer-Encoding: chunked,"),
            refused("Transfer-Encoding:\u000bchunked"),
            refused("Transfer-Encoding: chunked\0"),
            refused("Transfer-Encoding: c\0hunked"),
            either("Transfer-Encoding:\r\n chunked"),
            refused("Transfer-Encoding : chunked"),
            refused("Transfer-Encoding\t: chunked"),
            refused(" Transfer-Encoding: chunked"),
            refused("Transfer-Encoding: chunked\r\nContent-Length: 5"),
            refused("Content-Length: 5\r\nTransfer-Encoding: chunked"),
            refused("Content-Length: 0\r\nTransfer-Encoding: Chunked"),
            refused("Transfer-Encoding: chunked\r\n\tfolded"),
            refused("X: y\rTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked"));

    private static final List<Case> CHUNKS = List.of(
            read("5\r\nhello\r\n0\r\n\r\n"),
            read("1\r\nh\r\n4\r\nello\r\n0\r\n\r\n"),
            read("5;ext\r\nhello\r\n0;last=1\r\n\r\n"),
            read("5;a=\"b\"\r\nhello\r\n0\r\n\r\n"),
            read("00005\r\nhello\r\n000\r\n\r\n"),
            read("5\r\nhello\r\n0\r\nX-Trailer: a\r\n\r\n"),
            either("5\r\nhello\r\n0\r\nContent-Length: 3\r\n\r\n"),
            either("5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\nHost: b\r\n\r\n"),
            either("5 \r\nhello\r\n0\r\n\r\n"),
            either("5\t;a\r\nhello\r\n0\r\n\r\n"),
            either("5\nhello\r\n0\r\n\r\n"),
            either("5\r\nhello\n0\r\n\r\n"),
            either("5\r\nhello\r\n0\n\n"),
            refused("+5\r\nhello\r\n0\r\n\r\n"),
            refused("-5\r\nhello\r\n0\r\n\r\n"),
            refused("0x5\r\nhello\r\n0\r\n\r\n"),
            refused(" 5\r\nhello\r\n0\r\n\r\n"),
            refused("5 5\r\nhello\r\n0\r\n\r\n"),
            refused("\r\n5\r\nhello\r\n0\r\n\r\n"),
            refused("5_\r\nhello\r\n0\r\n\r\n"),
            refused("5\0\r\nhello\r\n0\r\n\r\n"),
            refused("\u000b5\r\nhello\r\n0\r\n\r\n"),
            refused("g\r\nhello\r\n0\r\n\r\n"),
            refused(";\r\nhello\r\n0\r\n\r\n"),
            refused("ffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
            refused("80000000\r\nhello"),
            refused("100000005\r\nhello\r\n0\r\n\r\n"),
            refused("10000000000000005\r\nhello\r\n0\r\n\r\n"),
            refused("5\r\nhelloX\r\n0\r\n\r\n"),
            refused("5\r\nhello0\r\n\r\n"),
            refused("5\r\nhello\rX0\r\n\r\n"),
            refused("4\r\nhello\r\n0\r\n\r\n"),
            refused("5;" + "x".repeat(100_000) + "\r\nhello\r\n0\r\n\r\n"),
            refused("5\r\nhello\r\n0\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"),
            refused("5\r\nhello\r\n0\r\n" + "X: y\r\n".repeat(10_000) + "\r\n"),
            refused("5;a\rb\r\nhello\r\n0\r\n\r\n"),
            refused("5;a\nb\r\nhello\r\n0\r\n\r\n"));

    private static final List<Case> HEADS = List.of(
            refused("X : y"),
            refused("X\0: y"),
            refused("X"),
            refused(": y"),
            refused("X y"),
            refused("X: a\0b"),
            refused("X: a\rb"),
            either("X: a\r\n b"),
            refused("X(: y"),
            refused("Host: b"),
            refused("X\u00e4: y"),
            either("X: a\nY: b"),
            read("X: \u00e4"),
            read("X:"),
            read("X: a:b"));

    @TestFactory
    Stream<DynamicTest> framesEveryRequestInOneWay() {
        Stream<DynamicTest> lengths = LENGTHS.stream().map(one -> test(one, one.text(), "hello"));
        Stream<DynamicTest> codings = CODINGS.stream().map(one -> test(one, one.text(), "5\r\nhello\r\n0\r\n\r\n"));
        Stream<DynamicTest> chunks = CHUNKS.stream().map(one -> test(one, "Transfer-Encoding: chunked", one.text()));
        Stream<DynamicTest> heads = HEADS.stream().map(one -> test(one, one.text() + "\r\nContent-Length: 5", "hello"));
        return Stream.of(lengths, codings, chunks, heads).flatMap(tests -> tests);
    }

    /** Who cuts a target at it finds another path than who does not. */
    @TestFactory
    Stream<DynamicTest> refusesFragments() {
        return Stream.of("/thing#", "/thing#/x", "/thing?a#b", "http://a/thing#/x")
                .map(target -> DynamicTest.dynamicTest(
                        target,
                        () -> assertThat(send("PUT " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
                                        + NEXT))
                                .isEqualTo("refused")));
    }

    private static DynamicTest test(Case one, String fields, String body) {
        String shown = (fields + " | " + body)
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\0", "\\0");
        String name = one.outcome() + " " + shown.substring(0, Math.min(100, shown.length()));
        return DynamicTest.dynamicTest(name, () -> {
            String outcome = send("PUT /thing HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n" + body + NEXT);
            switch (one.outcome()) {
                case REFUSED -> assertThat(outcome).isEqualTo("refused");
                case READ -> assertThat(outcome).isEqualTo("read");
                default -> assertThat(outcome).isIn("refused", "read");
            }
        });
    }

    /** Sends a request of {@code hello} and one behind it; what became of both. */
    private static String send(String requests) throws IOException {
        try (RawConnection client = new RawConnection(EDGE.port())) {
            client.offer(requests);
            Answer first = client.read();
            if (first.status() != 200) {
                assertThat(first.status()).isBetween(400, 499);
                assertThat(first.header("Connection")).isEqualTo("close");
                return client.isClosedByServer() ? "refused" : "refused, and open";
            }
            String next = client.read().text();
            return first.text().equals("got 5 hello") && next.equals("got 4 next")
                    ? "read"
                    : first.text() + ", then " + next;
        } catch (EOFException cut) {
            // a body that breaks off behind the head of its request
            return "refused";
        } catch (IOException reset) {
            return "refused";
        }
    }

    @Test
    void takesNoChunksFromHttp10() throws IOException {
        try (RawConnection client = new RawConnection(EDGE.port())) {
            client.offer(
                    "PUT /thing HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "5\r\nhello\r\n0\r\n\r\n" + NEXT);

            Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** Bytes that some take for space or for nothing, put wherever the framing is told. */
    @Test
    void neverTakesABodyForARequest() throws IOException {
        long seed = Seed.next();
        Random random = new Random(seed);
        String[] odd = {
            " ", "\t", "\r", "\n", "\0", "\u000b", "\f", "\u0085", "\u00a0", "\r\n", "\r\n ", ",", ";", "x", "+"
        };
        for (int round = 0; round < 600; round++) {
            String size = Integer.toHexString(HIDDEN.length());
            String framing = round % 2 == 0
                    ? "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n"
                    : "Content-Length: " + HIDDEN.length() + "\r\nX-Some: thing\r\n\r\n";
            int at = random.nextInt(framing.length() - 1);
            String bent = framing.substring(0, at) + odd[random.nextInt(odd.length)] + framing.substring(at);
            if (ends(bent) || bent.matches("(?s).*\r\n\r\n0*.?\r\n.*")) {
                // the head ends before its framing is told: a request of its own, and the rest is another
                continue;
            }
            String request = "PUT /thing HTTP/1.1\r\nHost: a\r\n" + bent + HIDDEN + "\r\n0\r\n\r\n" + NEXT;
            List<String> answers = new ArrayList<>();
            try (RawConnection client = new RawConnection(EDGE.port())) {
                client.offer(request);
                for (int i = 0; i < 3; i++) {
                    answers.add(client.read().text());
                }
            } catch (IOException closed) {
                // as most are
            }

            assertThat(EDGE.flowing.seen)
                    .as("seed %s: %s: %s", seed, bent, answers)
                    .doesNotContain("hidden");
        }
    }

    private static boolean ends(String framing) {
        int end = framing.indexOf("\r\n\r\n");
        int loose = Math.min(index(framing, "\n\n"), Math.min(index(framing, "\n\r\n"), index(framing, "\r\n\n")));
        String head = framing.substring(0, Math.max(0, Math.min(end < 0 ? framing.length() : end, loose)));
        String told = head.replaceAll("[^\\x21-\\x7e]", "").toLowerCase(java.util.Locale.ROOT);
        return !told.startsWith("transfer-encoding:chunked") && !told.startsWith("content-length:" + HIDDEN.length());
    }

    private static int index(String text, String part) {
        int index = text.indexOf(part);
        return index < 0 ? text.length() : index;
    }

    @Test
    void answersWhatStandsInFrontOfARefusedRequestAndNothingBehindIt() throws IOException {
        try (RawConnection client = new RawConnection(EDGE.port())) {
            client.offer(
                    NEXT + NEXT + "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n" + HIDDEN + "\r\n\r\n");

            assertThat(client.read().text()).isEqualTo("got 4 next");
            assertThat(client.read().text()).isEqualTo("got 4 next");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(EDGE.flowing.seen).doesNotContain("hidden");
    }
}
