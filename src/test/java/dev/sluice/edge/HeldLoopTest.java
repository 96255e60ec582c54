package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No body holds an event loop for more than 10 ms, as Vert.x's checker of blocked threads sees it. What a body costs, it
 * costs each time; what the machine's other work costs, it does not: of many times that a body is sent, one must show
 * nothing.
 */
class HeldLoopTest {

    private static final int MOST_MILLIS = 10;
    private static final int WARM_UP = 5;
    private static final int ATTEMPTS = 60;
    private static final int MEGABYTE = 1 << 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setMaxEventLoopExecuteTime(MOST_MILLIS)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
            .setBlockedThreadCheckInterval(1)
            .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS));
    private final AtomicLong heldNanos = new AtomicLong();
    private int port;

    @BeforeEach
    void start() throws DocumentException {
        ((VertxInternal) vertx)
                .blockedThreadChecker()
                .setThreadBlockedHandler(event -> heldNanos.accumulateAndGet(event.duration(), Math::max));
        ContractPlan contract = Contracts.load(Path.of("src/bench/hostile.yaml"));
        Reply ready = new Reply.Full(200, "application/json", Buffer.buffer("{}"));
        Stages stages = new Stages(
                List.of(new Mount(contract, exchange -> Future.succeededFuture(ready))),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        Duration patient = Duration.ofSeconds(60);
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1",
                0,
                8192,
                16384,
                262_144,
                65_536,
                1000,
                new EdgeSettings.Timeouts(patient, patient, patient, patient));
        port = join(new EdgeServer(settings, stages, (exchange, status, problem) -> {}).start(vertx, 1));
    }

    @AfterEach
    void stop() {
        join(vertx.close());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** By name: path and body. Each breaks its schema, or is no JSON; those beyond 256 KiB are judged as they come. */
    private static Map<String, String[]> bodies() {
        Map<String, String[]> bodies = new LinkedHashMap<>();
        put(bodies, "10 MB of brackets", "/trees", "[".repeat(10 * MEGABYTE));
        put(bodies, "brackets, closed", "/values", "{'set':" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        put(bodies, "deep objects", "/trees", "{'name':'a','children':[".repeat(10_000) + "]}".repeat(10_000));
        put(bodies, "a long number", "/values", "{'number':" + "7".repeat(200_000) + "}");
        put(bodies, "a long fraction", "/values", "{'number':0." + "7".repeat(200_000) + "}");
        put(bodies, "large exponents", "/values", "{'number':1e999999999,'integer':1e-999999999}");
        put(bodies, "a long string", "/values", "{'text':'" + "x".repeat(200_000) + "'}");
        put(bodies, "a string of 10 MB", "/values", "{'text':'" + "x".repeat(10 * MEGABYTE) + "'}");
        put(bodies, "escapes", "/values", "{'text':'" + "\\u0041".repeat(40_000) + "'}");
        put(bodies, "doubled keys", "/values", "{'number':1" + ",'number':1".repeat(20_000) + "}");
        put(bodies, "unknown keys", "/values", "{" + list(20_000, i -> "'k" + i + "':1") + "}");
        put(bodies, "keys of one hash", "/values", "{" + list(4_096, i -> "'" + colliding(i) + "':1") + "}");
        put(bodies, "bad UTF-8", "/values", "{'text':'" + "\u00ff\u00fe\u00c0\u0080".repeat(50_000) + "'}");
        put(bodies, "lone surrogates", "/values", "{'text':'" + "\\ud800".repeat(40_000) + "'}");
        put(bodies, "100,000 violations", "/values", "{'list':[" + "0,".repeat(100_000) + "0]}");
        put(bodies, "violations of alternatives", "/values", "{'either':[" + "0,".repeat(100_000) + "0]}");
        put(bodies, "an item twice", "/values", "{'set':[" + list(40_000, Integer::toString) + ",7]}");
        put(
                bodies,
                "items of one hash",
                "/values",
                "{'set':[" + list(4_097, i -> "'" + colliding(i % 4_096) + "'") + "]}");
        put(bodies, "nested pattern", "/patterns", "{'nested':'" + "a".repeat(200_000) + "!'}");
        put(bodies, "alternative pattern", "/patterns", "{'either':'" + "a".repeat(200_000) + "!'}");
        put(bodies, "counting pattern", "/patterns", "{'commas':'" + "a,".repeat(100_000) + "'}");
        put(bodies, "pattern with a tail", "/patterns", "{'tail':'" + "ab".repeat(100_000) + "'}");
        return bodies;
    }

    private static void put(Map<String, String[]> bodies, String name, String path, String body) {
        bodies.put(name, new String[] {path, body.replace('\'', '"')});
    }

    private static String list(int count, java.util.function.IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }

    /** Texts that have the same {@link String#hashCode}. */
    private static String colliding(int number) {
        return IntStream.range(0, 12)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    /** The status of the answer, which may come before the body is sent. */
    private int send(String path, String body) throws IOException {
        byte[] text = body.getBytes(StandardCharsets.ISO_8859_1);
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close"
                        + "\r\nContent-Length: " + text.length + "\r\n\r\n";
        CompletableFuture<Void> sent;
        int status;
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(head);
            sent = CompletableFuture.runAsync(() -> offer(connection, text));
            status = connection.read().status();
        }
        sent.join();
        return status;
    }

    private static void offer(RawConnection connection, byte[] text) {
        try {
            connection.send(text);
        } catch (IOException closed) {
            // the server has said what it thinks of it
        }
    }

    @Test
    void noHostileBodyHoldsTheEventLoop() throws IOException {
        Map<String, String[]> bodies = bodies();
        for (int i = 0; i < WARM_UP; i++) {
            for (String[] body : bodies.values()) {
                send(body[0], body[1]);
            }
        }
        for (Map.Entry<String, String[]> body : bodies.entrySet()) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ATTEMPTS && least > 0; i++) {
                heldNanos.set(0);
                assertThat(send(body.getValue()[0], body.getValue()[1]))
                        .as(body.getKey())
                        .isBetween(400, 499);
                least = Math.min(least, heldNanos.get());
            }
            assertThat(least).as("nanoseconds, by %s", body.getKey()).isZero();
        }
    }

    @Test
    void theCheckerSeesWhatHoldsTheEventLoop() {
        CompletableFuture<Void> done = new CompletableFuture<>();

        vertx.runOnContext(held -> {
            long begin = System.nanoTime();
            while (heldNanos.get() == 0 && System.nanoTime() - begin < 20_000_000_000L) {
                Thread.onSpinWait();
            }
            done.complete(null);
        });
        done.join();

        assertThat(heldNanos.get()).isGreaterThan(MOST_MILLIS * 1_000_000L);
    }
}
