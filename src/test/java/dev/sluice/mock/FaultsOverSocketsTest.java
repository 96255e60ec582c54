package dev.sluice.mock;

import static dev.sluice.mock.BehavedServer.BODY;
import static dev.sluice.mock.BehavedServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.Faults.Kind;
import dev.sluice.exchange.Reply;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.buffer.Buffer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of each fault, and what the server's books say. */
class FaultsOverSocketsTest {

    private static final Duration TIME = Duration.ofSeconds(2);

    @Test
    void resetsTheConnection() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "reset=100%")) {
            for (String path : List.of("/json", "/none", "/refused")) {
                try (RawConnection client = server.connect()) {
                    client.send(get(path));

                    assertThatThrownBy(client::read)
                            .isInstanceOf(SocketException.class)
                            .hasMessageContaining("reset");
                }
            }

            Eventually.holds(() -> server.ended(0) == 3 && server.connections() == 0);
            assertThat(server.counts.of(Kind.RESET)).isEqualTo(3);
            assertThat(server.asked).hasValue(3);
        }
    }

    @Test
    void answersWithTheStatusInsteadOfAsking() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "status:503=100%");
                RawConnection client = server.connect()) {
            Answer answer = client.send(get("/json")).read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.text()).contains("\"title\":\"Service Unavailable\",\"status\":503");
            assertThat(client.send(get("/none")).read().status()).isEqualTo(503);
            assertThat(server.asked).hasValue(0);
            assertThat(server.counts.of(Kind.STATUS)).isEqualTo(2);
            Eventually.holds(() -> server.ended(503) == 2);
        }
    }

    @Test
    void answersWithWhatTheContractDeclaresForTheStatus() throws IOException {
        StatusAnswers declared =
                (exchange, status) -> new Reply.Full(status, "application/json", Buffer.buffer("\"declared\""));
        try (BehavedServer server = new BehavedServer(
                        "0ms",
                        "status:418=100%",
                        BehavedServer.PATIENCE,
                        BehavedServer.PATIENCE,
                        BehavedServer.PATIENCE,
                        declared);
                RawConnection client = server.connect()) {
            Answer answer = client.send(get("/json")).read();

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.text()).isEqualTo("\"declared\"");
        }
    }

    @Test
    void cutsTheBody() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "truncate=100%")) {
            for (int i = 0; i < 20; i++) {
                try (RawConnection client = server.connect()) {
                    client.send(get("/json"));

                    assertThatThrownBy(client::read)
                            .isInstanceOf(EOFException.class)
                            .hasMessage("the answer was cut");
                }
            }
            try (RawConnection client = server.connect()) {
                assertThat(client.send(get("/none")).read().status()).isEqualTo(204);
            }

            Eventually.holds(() -> server.ended(200) == 20 && server.connections() == 0);
            assertThat(server.counts.of(Kind.TRUNCATE)).isEqualTo(20);
        }
    }

    @Test
    void givesMalformedJsonOfTheRightLength() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "malformed=100%");
                RawConnection client = server.connect()) {
            Answer answer = client.send(get("/json")).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(BODY.substring(0, BODY.length() - 1) + ",");
            assertThat(answer.header("X-One")).isEqualTo("1");
            assertThat(client.send(get("/text")).read().text()).isEqualTo("some text");
            assertThat(client.send(get("/none")).read().status()).isEqualTo(204);
            assertThat(client.send(get("/refused")).read().status()).isEqualTo(406);
            assertThat(server.counts.of(Kind.MALFORMED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "60ms", "300ms"})
    void dripsTheBodyAndKeepsTheConnection(String over) throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "slow:" + over + "=100%");
                RawConnection client = server.connect()) {
            long start = System.nanoTime();
            for (int i = 1; i <= 3; i++) {
                Answer answer = client.send(get("/json")).read();

                assertThat(answer.text()).isEqualTo(BODY);
                assertThat(answer.header("X-One")).isEqualTo("1");
                assertThat(answer.header("Date")).endsWith("GMT");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis())
                    .isGreaterThanOrEqualTo(3L * Integer.parseInt(over.replace("ms", "")));
            Eventually.holds(() -> server.ended(200) == 3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Longer than a head may take (no shorter than a machine may stand still), than a connection may be idle, and than a call may take. */
    @Test
    void noDeadlineEndsASlowBody() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "slow:2500ms=100%", TIME, TIME, TIME, StatusAnswers.NONE);
                RawConnection client = server.connect()) {
            // the head of a further request waits until the answer is whole
            client.send(get("/json")).send("GET /te");
            assertThat(client.read().text()).isEqualTo(BODY);
            client.send("xt HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.read().text()).isEqualTo("some text");
        }
    }

    @Test
    void keepsTheOrderOfPipelinedRequests() throws IOException {
        try (BehavedServer server = new BehavedServer("2ms", "slow:20ms=50%");
                RawConnection client = server.connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                requests.append(get(i % 2 == 0 ? "/json" : "/text", "X-Request-Id: id-" + i));
            }
            client.send(requests.toString());

            for (int i = 0; i < 20; i++) {
                Answer answer = client.read();
                assertThat(answer.text()).isEqualTo(i % 2 == 0 ? BODY : "some text");
            }
            assertThat(server.counts.of(Kind.SLOW)).isBetween(1L, 19L);
        }
    }

    @Test
    void answersBeforeAResetHaveBeenSent() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "reset=30%")) {
            int whole = 0;
            int resets = 0;
            for (int i = 0; i < 20; i++) {
                try (RawConnection client = server.connect()) {
                    client.send(get("/text").repeat(5));
                    for (int j = 0; j < 5; j++) {
                        try {
                            assertThat(client.read().text()).isEqualTo("some text");
                            whole++;
                        } catch (SocketException reset) {
                            resets++;
                            break;
                        }
                    }
                }
            }
            int answers = whole;
            Eventually.holds(() -> server.connections() == 0);
            assertThat(server.ended(200)).isEqualTo(answers);
            assertThat(server.counts.of(Kind.RESET)).isEqualTo(resets).isPositive();
        }
    }

    @Test
    void oldClientsAndHeadAreServedToo() throws IOException {
        try (BehavedServer server = new BehavedServer("0ms", "slow:20ms=100%")) {
            try (RawConnection client = server.connect()) {
                Answer answer =
                        client.send("GET /json HTTP/1.0\r\nHost: a\r\n\r\n").read();
                assertThat(answer.text()).isEqualTo(BODY);
                assertThat(client.isClosedByServer()).isTrue();
            }
            try (RawConnection client = server.connect()) {
                client.send("HEAD /json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                Eventually.holds(() -> server.ended(200) == 2);
            }
            assertThat(server.counts.of(Kind.SLOW)).isEqualTo(1);
        }
    }

    /** Any mixture, with clients that leave at any moment: the books balance, and the server answers on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingLeaksWhenClientsLeave(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String faults = "reset=15%,status:503=10%,truncate=15%,slow:40ms=30%,malformed=10%";
        try (BehavedServer server = new BehavedServer("p50=2ms,p99=30ms", faults)) {
            List<RawConnection> open = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                RawConnection client = server.connect();
                String body = "x".repeat(random.nextInt(20_000));
                client.offer("PUT /json HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
                open.add(client);
                if (random.nextInt(3) > 0) {
                    open.remove(random.nextInt(open.size())).close();
                }
            }
            for (RawConnection client : open) {
                client.close();
            }

            // accepted after all the others, on each of the event loops
            for (int i = 0; i < 10; i++) {
                try (RawConnection last = server.connect()) {
                    last.send(get("/text"));
                    assertThat(endOf(last)).isIn("answered", "reset", "cut");
                }
            }
            Eventually.holds(() -> server.connections() == 0);
            assertThat(server.ended.values().stream().mapToInt(Number::intValue).sum())
                    .isBetween(1, 310);
            assertThat(server.counts.of(Kind.RESET)).isPositive().isLessThanOrEqualTo(server.ended(0));
            assertThat(server.ended.keySet()).isSubsetOf(0, 200, 503, 415, 400, 408);
        }
    }

    private static String endOf(RawConnection client) throws IOException {
        try {
            client.read();
            return "answered";
        } catch (SocketException reset) {
            return "reset";
        } catch (EOFException cut) {
            return "cut";
        }
    }
}
