package dev.sluice.edge;

import dev.sluice.auth.Identity;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.contract.RouteTable;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.traffic.Maintenance;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An edge with CORS and maintenance, in front of a backend that says things of CORS itself. */
final class GatedEdge implements AutoCloseable {

    private static final List<OperationPlan> OPERATIONS = List.of(
            operation(0, "GET", "/thing"),
            operation(1, "PUT", "/thing"),
            operation(2, "GET", "/own"),
            operation(3, "OPTIONS", "/own"));

    final Maintenance maintenance = new Maintenance();
    final AtomicInteger identified = new AtomicInteger();
    final BlockingQueue<Promise<Reply>> waiting = new LinkedBlockingQueue<>();
    final int port;
    private final Vertx vertx = Vertx.vertx();

    GatedEdge(@Nullable Cors cors) throws Exception {
        ContractPlan contract = new ContractPlan(
                "things.yaml",
                "Things",
                "1",
                "",
                null,
                OPERATIONS,
                GatedEdge::find,
                ErrorDialect.PROBLEM_DETAILS,
                List.of());
        Stages stages = new Stages(
                new Mounts(List.of(new Mount(contract, this::answer))),
                (message, operation) -> identify(message),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator(),
                Reporting.standard(),
                cors,
                maintenance);
        Duration patience = Duration.ofSeconds(20);
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1",
                0,
                4096,
                16_384,
                65_536,
                65_536,
                100,
                new EdgeSettings.Timeouts(patience, patience, patience, patience));
        port = new EdgeServer(settings, stages, (exchange, status, problem) -> {})
                .start(vertx, 1)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static OperationPlan operation(int index, String method, String path) {
        return new OperationPlan(
                index, method + path, method, path, List.of(), List.of(), null, new ResponseTable(List.of()), null);
    }

    private static RouteTable.Match find(String method, String path) {
        Optional<OperationPlan> found = OPERATIONS.stream()
                .filter(operation ->
                        operation.path().equals(path) && operation.method().equals(method))
                .findFirst();
        if (found.isPresent()) {
            return new RouteTable.Match.Found(found.get(), List.of());
        }
        return path.equals("/thing")
                ? new RouteTable.Match.OtherMethods("GET, PUT")
                : path.equals("/own")
                        ? new RouteTable.Match.OtherMethods("GET, OPTIONS")
                        : RouteTable.Match.None.NO_PATH;
    }

    private Identity identify(Message message) {
        identified.incrementAndGet();
        if (message.headers().contains("X-Unknown")) {
            return new Identity.Refused(Problem.of(ProblemType.UNAUTHENTICATED));
        }
        return message.headers().contains("X-Often")
                ? new Identity.Refused(Problem.of(ProblemType.RATE_LIMITED))
                : new Identity.Known(Caller.ANONYMOUS);
    }

    private Future<Reply> answer(Exchange exchange) {
        String query = exchange.message().query();
        if ("bug".equals(query)) {
            return Future.failedFuture(new ProblemException(Problem.of(ProblemType.INTERNAL_ERROR)));
        }
        if ("wait".equals(query)) {
            Promise<Reply> promise = Promise.promise();
            waiting.add(promise);
            return promise.future();
        }
        return Future.succeededFuture(thing());
    }

    static Reply thing() {
        return new Reply.Full(
                200,
                "text/plain",
                Buffer.buffer("thing"),
                Fields.of("ACCESS-Control-Allow-Origin", "https://upstream.example")
                        .and("Access-Control-Allow-Credentials", "true")
                        .and("Access-Control-Allow-Methods", "GET")
                        .and("Access-Control-Max-Age", "7")
                        .and("Vary", "Accept")
                        .and("X-Thing", "1"));
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
