package dev.sluice.mock;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An edge over real sockets, whose answers behave as they are told to. */
final class BehavedServer implements AutoCloseable {

    static final String BODY = "{\"text\":\"" + "0123456789".repeat(100) + "\"}";

    /** Longer than anything that a test waits for. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String CONTRACT = """
            openapi: 3.1.0
            paths:
              /json: {get: {}, put: {}, head: {}}
              /text: {get: {}}
              /none: {get: {}}
              /refused: {get: {}}
            """;

    final FaultCounts counts = new FaultCounts();
    /** How many exchanges have ended, by status. */
    final Map<Integer, AtomicInteger> ended = new ConcurrentHashMap<>();

    final AtomicInteger asked = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final EdgeServer server;
    final int port;

    BehavedServer(String latency, String faults) {
        this(latency, faults, PATIENCE, PATIENCE, PATIENCE, StatusAnswers.NONE);
    }

    /**
     * @param head for the head of a request, as {@code idle} is for a connection and {@code total} for a call
     * @param declared what the contract says of a status
     */
    BehavedServer(String latency, String faults, Duration head, Duration total, Duration idle, StatusAnswers declared) {
        ContractPlan contract = contract();
        BehaviourSettings settings = new BehaviourSettings(Latency.parse(latency), Faults.parse(faults), 42, total);
        Backend backend =
                new Behaviour(vertx, settings, counts, BehavedServer::delay).around(contract, this::answer, declared);
        Stages stages = new Stages(
                List.of(new Mount(contract, backend)),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        server = new EdgeServer(
                new EdgeSettings(
                        "127.0.0.1",
                        0,
                        4096,
                        8192,
                        100_000,
                        65_536,
                        20_000,
                        new EdgeSettings.Timeouts(head, PATIENCE, idle, total)),
                stages,
                (exchange, status, problem) -> ended.computeIfAbsent(status, none -> new AtomicInteger())
                        .incrementAndGet());
        port = await(server.start(vertx, 2));
    }

    private static ContractPlan contract() {
        try {
            return Contracts.parse("api.yaml", CONTRACT);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static long delay(Exchange exchange) {
        String delay = exchange.message().headers().get("X-Delay");
        return delay == null ? -1 : Long.parseLong(delay);
    }

    private Future<Reply> answer(Exchange exchange) {
        asked.incrementAndGet();
        return switch (exchange.message().path()) {
            case "/none" -> Future.succeededFuture(new Reply.Full(204, null, Buffer.buffer()));
            case "/text" -> Future.succeededFuture(new Reply.Full(200, "text/plain", Buffer.buffer("some text")));
            case "/refused" -> Future.failedFuture(new ProblemException(Problem.of(ProblemType.NOT_ACCEPTABLE)));
            default ->
                Future.succeededFuture(
                        new Reply.Full(200, "application/json", Buffer.buffer(BODY), Fields.of("X-One", "1")));
        };
    }

    int ended(int status) {
        AtomicInteger count = ended.get(status);
        return count == null ? 0 : count.get();
    }

    int connections() {
        return server.connections();
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port);
    }

    Future<Void> stop(Duration patience) {
        return server.stop(patience);
    }

    static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n"
                + String.join(
                        "", List.of(headers).stream().map(one -> one + "\r\n").toList()) + "\r\n";
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(180, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(server.stop(Duration.ofMillis(200)));
        await(vertx.close());
    }
}
