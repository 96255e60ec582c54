package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Identity;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.contract.RouteTable;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge over real sockets, in front of a backend that tells how many bytes it was given. */
class EdgeServerTest {

    private static final int MAX_BODY = 200_000;
    private static final int DRAIN = 65_536;
    private static final OperationPlan PUT = new OperationPlan(
            0,
            "put",
            "PUT",
            "/thing",
            List.of(),
            List.of(),
            new BodyPlan(
                    false,
                    List.of(new BodyPlan.Content(new MediaRange("*", "*", Map.of()), null)),
                    dev.sluice.schema.ErrorCodes.NONE,
                    ""),
            new ResponseTable(List.of()),
            null);

    private static final List<Integer> ENDED = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger HIDDEN = new AtomicInteger();
    private static Vertx vertx = Vertx.vertx();
    private static EdgeServer server = server();
    private static int port;

    private static EdgeServer server() {
        RouteTable routes = (method, path) -> switch (path) {
            case "/thing" ->
                method.equals("PUT")
                        ? new RouteTable.Match.Found(PUT, List.of())
                        : new RouteTable.Match.OtherMethods("PUT");
            default -> RouteTable.Match.None.NO_PATH;
        };
        ContractPlan contract = new ContractPlan(
                "test", "test", "1", "", null, List.of(PUT), routes, ErrorDialect.PROBLEM_DETAILS, List.of());
        Stages stages = new Stages(
                List.of(new Mount(contract, EdgeServerTest::answer)),
                (message, operation) -> message.headers().contains("X-Refused")
                        ? new Identity.Refused(Problem.of(ProblemType.UNAUTHENTICATED))
                        : message.headers().contains("X-Late")
                                ? new Identity.Pending(later(new Identity.Known(Caller.ANONYMOUS)))
                                : new Identity.Claimed(Caller.ANONYMOUS, EdgeServerTest::confirm),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1",
                0,
                4096,
                8192,
                MAX_BODY,
                DRAIN,
                1000,
                new EdgeSettings.Timeouts(
                        Duration.ofMillis(600), Duration.ofMillis(600), Duration.ofSeconds(5), Duration.ofSeconds(2)));
        return new EdgeServer(settings, stages, (exchange, status, problem) -> ENDED.add(status));
    }

    private static Future<Identity> later(Identity identity) {
        return Future.future(promise -> vertx.setTimer(20, timer -> promise.complete(identity)));
    }

    private static @Nullable Problem confirm(Body body) {
        return body instanceof Body.Bytes bytes && bytes.buffer().toString().startsWith("forged")
                ? Problem.of(ProblemType.UNAUTHENTICATED)
                : null;
    }

    private static Future<Reply> answer(Exchange exchange) {
        int length =
                exchange.body() instanceof Body.Bytes bytes ? bytes.buffer().length() : 0;
        String query = exchange.message().query();
        if ("hidden".equals(query)) {
            HIDDEN.incrementAndGet();
        }
        if ("bug".equals(query)) {
            throw new IllegalStateException("planted");
        }
        if ("late-bug".equals(query)) {
            return Future.failedFuture(new IllegalStateException("planted"));
        }
        if ("problem".equals(query)) {
            return Future.failedFuture(new ProblemException(Problem.of(ProblemType.UNAVAILABLE)));
        }
        if ("never".equals(query)) {
            return Future.future(promise -> {});
        }
        return Future.succeededFuture(new Reply.Full(200, "text/plain", Buffer.buffer("got " + length)));
    }

    @BeforeAll
    static void start() throws Exception {
        port = server.start(vertx, 2).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop(Duration.ofSeconds(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String put(String headers, String body) {
        return "PUT /thing HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
    }

    private static Answer exchange(String request) throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            return client.send(request).read();
        }
    }

    @Test
    void givesTheBackendTheWholeBody() throws IOException {
        Answer answer = exchange(put("Content-Length: 5\r\n", "hello"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("got 5");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.header("Date")).endsWith(" GMT");
    }

    @ParameterizedTest
    @CsvSource({"'Transfer-Encoding: gzip, chunked', 400", "'Content-Encoding: gzip\r\nContent-Length: 5', 415"})
    void refusesACodingThatItCannotUndo(String header, int status) throws IOException {
        assertThat(exchange(put(header.replace("\\r\\n", "\r\n") + "\r\n", "hello"))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void readsAChunkedBodyInManyPieces() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("Transfer-Encoding: chunked\r\n", ""));
            for (int i = 0; i < 100; i++) {
                client.send("3e8\r\n" + "x".repeat(1000) + "\r\n");
            }
            client.send("0\r\n\r\n");

            assertThat(client.read().text()).isEqualTo("got 100000");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("Content-Length: 1\r\n", "a") + put("Content-Length: 2\r\n", "ab") + put("", ""));

            assertThat(client.read().text()).isEqualTo("got 1");
            assertThat(client.read().text()).isEqualTo("got 2");
            assertThat(client.read().text()).isEqualTo("got 0");
        }
    }

    @Test
    void givesBackAHarmlessRequestId() throws IOException {
        assertThat(exchange(put("X-Request-Id: my-id.1\r\n", "")).header("X-Request-Id"))
                .isEqualTo("my-id.1");
        assertThat(exchange(put("X-Request-Id: <b>\r\n", "")).header("X-Request-Id"))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /thing HTTP/1.1\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a/../b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: user@a\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a:b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost:\r\n\r\n",
            })
    void refusesAMissingDoubledOrMalformedHost(String request) throws IOException {
        Answer answer = exchange(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Host");
    }

    @Test
    void refusesAPathThatNoContractHas() throws IOException {
        assertThat(exchange("GET /other HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(404);
        assertThat(exchange("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(404);
    }

    @Test
    void namesTheMethodsOfAPath() throws IOException {
        Answer answer = exchange("POST /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("PUT");
    }

    @ParameterizedTest
    @CsvSource({"uri, 414", "header, 431", "headers, 431"})
    void refusesAHeadThatIsTooLarge(String what, int status) throws IOException {
        String large = "x".repeat(10_000);
        String request = switch (what) {
            case "uri" -> "PUT /thing?" + large + " HTTP/1.1\r\nHost: a\r\n\r\n";
            case "header" -> put("X-Large: " + large + "\r\n", "");
            default -> put("X-Part: 12345678\r\n".repeat(1000), "");
        };

        assertThat(exchange(request).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost : a\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nX\u0000: b\r\n\r\n",
                "GARBAGE\r\n\r\n",
            })
    void answersAMalformedHeadOnceAndCloses(String request) throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            assertThat(client.send(request).read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** Length and coding disagree: whoever stands in front may have read the other one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: Chunked",
                "Transfer-Encoding:chunked",
                "Transfer-Encoding:\tchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked",
                " Transfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked;a=b",
                "X: y\nTransfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\u000b",
            })
    void neverTakesABodyForARequest(String coding) throws IOException {
        String hidden = "0\r\n\r\nPUT /thing?hidden HTTP/1.1\r\nHost: a\r\nX: ";
        try (RawConnection client = new RawConnection(port)) {
            client.send(put(coding + "\r\nContent-Length: " + hidden.length() + "\r\n", hidden));
            client.send("y\r\n\r\n");

            assertThat(client.read().status()).isIn(200, 400);
        }
        assertThat(exchange(put("", "")).status()).isEqualTo(200);
        assertThat(HIDDEN).hasValue(0);
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeItComes() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            Answer answer = client.send(put("Content-Length: " + (MAX_BODY + 1) + "\r\n", ""))
                    .read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999999", "9223372036854775807", "999999999999999999"})
    void refusesAnAbsurdLength(String length) throws IOException {
        assertThat(exchange(put("Content-Length: " + length + "\r\n", "")).status())
                .isIn(400, 413);
    }

    @Test
    void refusesAChunkedBodyAtTheByteThatIsTooMuch() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("Transfer-Encoding: chunked\r\n", ""));
            client.send(Integer.toHexString(MAX_BODY) + "\r\n" + "x".repeat(MAX_BODY) + "\r\n");
            client.send("1\r\nx\r\n");

            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void drainsASmallRefusedBodyAndKeepsTheConnection() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            Answer refused = client.send(put("X-Refused: 1\r\nContent-Length: " + DRAIN + "\r\n", ""))
                    .read();
            Answer next = client.send("x".repeat(DRAIN))
                    .send(put("Content-Length: 1\r\n", "a"))
                    .read();

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Connection")).isEmpty();
            assertThat(next.text()).isEqualTo("got 1");
        }
    }

    @Test
    void closesTheConnectionOfALargeRefusedBody() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            Answer refused = client.send(put("X-Refused: 1\r\nContent-Length: " + (DRAIN + 1) + "\r\n", ""))
                    .read();

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Connection")).isEqualTo("close");
            client.send("x".repeat(DRAIN + 1));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesTheConnectionOfAnEndlessRefusedBody() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            Answer refused = client.send(put("X-Refused: 1\r\nTransfer-Encoding: chunked\r\n", ""))
                    .read();

            assertThat(refused.status()).isEqualTo(401);
            client.send("20000\r\n" + "x".repeat(0x20000) + "\r\n");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void asksForTheBodyOnlyAfterTheLimiter() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("Expect: 100-continue\r\nContent-Length: 5\r\n", ""));
            assertThat(client.read().status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.read().text()).isEqualTo("got 5");
        }
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("X-Refused: 1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n", ""));
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesAnUnknownExpectation() throws IOException {
        assertThat(exchange(put("Expect: magic\r\nContent-Length: 1\r\n", "")).status())
                .isEqualTo(417);
    }

    @Test
    void refusesAHeadThatDrips() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send("PUT /thing HT");

            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesALaterHeadThatDrips() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("Content-Length: 1\r\n", "a"));
            assertThat(client.read().status()).isEqualTo(200);
            client.send("PUT /thing HT");

            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesABodyThatDrips() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(put("Content-Length: 5\r\n", "he"));

            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    @Test
    void endsAnExchangeThatTakesTooLong() throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send("PUT /thing?never HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void waitsForAnIdentityWithoutLosingTheBody() throws IOException {
        assertThat(exchange(put("X-Late: 1\r\nContent-Length: 5\r\n", "hello")).text())
                .isEqualTo("got 5");
    }

    @Test
    void confirmsAClaimAgainstTheBody() throws IOException {
        assertThat(exchange(put("Content-Length: 6\r\n", "forged")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"bug, 500", "late-bug, 500", "problem, 503"})
    void answersWhateverTheBackendDoes(String query, int status) throws IOException {
        Answer answer = exchange("PUT /thing?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("planted");
    }

    @Test
    void tellsTheListenerOfEveryEnd() throws Exception {
        ENDED.clear();

        exchange(put("", ""));
        exchange("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(ENDED).contains(200, 404);
    }
}
