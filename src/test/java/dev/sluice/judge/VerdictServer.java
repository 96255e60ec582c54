package dev.sluice.judge;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.exchange.Problem;
import dev.sluice.net.TrustedProxies;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.UnknownParameters;
import dev.sluice.validation.Unstreamable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** An edge over real sockets that tells how each request ended. */
final class VerdictServer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final EdgeSettings.Transport HTTP_1_AND_2 =
            new EdgeSettings.Transport(null, true, true, 100, TrustedProxies.NONE);

    private final EdgeServer server;
    private final int port;
    private final Map<String, CompletableFuture<Optional<Problem>>> ended = new ConcurrentHashMap<>();

    VerdictServer(Vertx vertx, List<Mount> mounts, UnknownParameters unknown) {
        Stages stages = new Stages(
                mounts,
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator(unknown, Unstreamable.REFUSE));
        EdgeSettings.Timeouts timeouts = new EdgeSettings.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        server = new EdgeServer(
                new EdgeSettings("127.0.0.1", 0, 65_536, 65_536, 1_000_000, 1024, 100, timeouts, HTTP_1_AND_2),
                stages,
                (exchange, status, problem) -> of(exchange.requestId()).complete(Optional.ofNullable(problem)));
        port = await(server.start(vertx, 1));
    }

    private CompletableFuture<Optional<Problem>> of(String id) {
        return ended.computeIfAbsent(id, added -> new CompletableFuture<>());
    }

    /** What is wrong with a request by this server; empty where it has answered. */
    Optional<Problem> problem(SentRequest request, String id) throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            client.send(request.wire(id)).readHead();
            return of(id).orTimeout(20, TimeUnit.SECONDS).join();
        } finally {
            ended.remove(id);
        }
    }

    int port() {
        return port;
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    void stop() {
        await(server.stop(Duration.ofMillis(100)));
    }
}
