package dev.sluice.edge;

import dev.sluice.auth.Identity;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.contract.RouteTable;
import dev.sluice.edge.EdgeSettings.Timeouts;
import dev.sluice.edge.EdgeSettings.Transport;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.net.TrustedProxies;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An edge over real sockets in front of a {@link FlowingBackend}; every method of {@code /thing} is answered. */
final class FlowingEdge implements BeforeAllCallback, AfterAllCallback {

    /** For tests that wait until a time is up: no shorter than a machine may stand still. */
    static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));

    static final Timeouts LONG =
            new Timeouts(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(6));
    static final Transport CLEAR = new Transport(null, true, true, 100, TrustedProxies.NONE);
    static final int MAX_HEADERS = 8192;

    final FlowingBackend flowing = new FlowingBackend();
    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    final List<Integer> ended = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final EdgeServer server;
    private int port;

    FlowingEdge(Transport transport, Timeouts timeouts) {
        this(transport, timeouts, null);
    }

    FlowingEdge(Transport transport, Timeouts timeouts, @org.jspecify.annotations.Nullable Backend other) {
        Backend backend = other == null ? flowing : other;
        OperationPlan any = new OperationPlan(
                0,
                "any",
                "PUT",
                "/thing",
                List.of(),
                List.of(),
                new BodyPlan(
                        false,
                        List.of(new MediaTypePlan(new MediaRange("*", "*", Map.of()), null)),
                        ErrorCodes.NONE,
                        ""),
                new ResponseTable(List.of()),
                null);
        RouteTable routes = (method, path) ->
                path.startsWith("/thing") ? new RouteTable.Match.Found(any, List.of()) : RouteTable.Match.None.NO_PATH;
        ContractPlan contract = new ContractPlan(
                "test", "test", "1", "", null, List.of(any), routes, ErrorDialect.PROBLEM_DETAILS, List.of());
        Stages stages = new Stages(
                List.of(new Mount(contract, backend)),
                (message, operation) -> {
                    Identity known = message.headers().contains("X-Refused")
                            ? new Identity.Refused(Problem.of(ProblemType.UNAUTHENTICATED))
                            : new Identity.Known(Caller.ANONYMOUS);
                    return message.headers().contains("X-Late")
                            ? new Identity.Pending(
                                    vertx.timer(20, TimeUnit.MILLISECONDS).map(late -> known))
                            : known;
                },
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        EdgeSettings settings =
                new EdgeSettings("127.0.0.1", 0, 4096, MAX_HEADERS, 200_000, 65_536, 1000, timeouts, transport);
        server = new EdgeServer(settings, stages, (exchange, status, problem) -> {
            exchanges.add(exchange);
            ended.add(status);
        });
    }

    int start() throws Exception {
        port = await(server.start(vertx, 2));
        return port;
    }

    EdgeServer server() {
        return server;
    }

    Vertx vertx() {
        return vertx;
    }

    int port() {
        return port;
    }

    void stop() throws Exception {
        await(server.stop(Duration.ofMillis(200)));
        await(vertx.close());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        stop();
    }
}
