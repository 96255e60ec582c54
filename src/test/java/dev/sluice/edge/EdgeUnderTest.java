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
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An edge over real sockets, in front of a backend that tells how many bytes it was given. */
final class EdgeUnderTest implements BeforeAllCallback, AfterAllCallback {

    static final int MAX_BODY = 200_000;
    static final int DRAIN = 65_536;
    private static final OperationPlan PUT = new OperationPlan(
            0,
            "put",
            "PUT",
            "/thing",
            List.of(),
            List.of(),
            new BodyPlan(
                    false,
                    List.of(new MediaTypePlan(new MediaRange("*", "*", Map.of()), null)),
                    dev.sluice.schema.ErrorCodes.NONE,
                    ""),
            new ResponseTable(List.of()),
            null);

    final List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger hidden = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final EdgeServer server;
    private int port;

    /** One that waits longer than any test does, for tests of anything but time. */
    EdgeUnderTest() {
        this(Duration.ofMinutes(3));
    }

    private EdgeUnderTest(Duration patience) {
        server = server(new EdgeSettings.Timeouts(patience, patience, patience, patience.multipliedBy(2)));
    }

    /** For tests that wait until a time is up: no shorter than a machine may stand still. */
    static EdgeUnderTest hasty() {
        return new EdgeUnderTest(Duration.ofSeconds(2));
    }

    private EdgeServer server(EdgeSettings.Timeouts timeouts) {
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
                List.of(new Mount(contract, this::answer)),
                (message, operation) -> message.headers().contains("X-Refused")
                        ? new Identity.Refused(Problem.of(ProblemType.UNAUTHENTICATED))
                        : message.headers().contains("X-Late")
                                ? new Identity.Pending(later(new Identity.Known(Caller.ANONYMOUS)))
                                : new Identity.Claimed(Caller.ANONYMOUS, EdgeUnderTest::confirm),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        EdgeSettings settings = new EdgeSettings("127.0.0.1", 0, 4096, 8192, MAX_BODY, DRAIN, 1000, timeouts);
        return new EdgeServer(settings, stages, (exchange, status, problem) -> ended.add(status));
    }

    private Future<Identity> later(Identity identity) {
        return Future.future(promise -> vertx.setTimer(20, timer -> promise.complete(identity)));
    }

    private static @Nullable Problem confirm(Body body) {
        return body instanceof Body.Bytes bytes && bytes.buffer().toString().startsWith("forged")
                ? Problem.of(ProblemType.UNAUTHENTICATED)
                : null;
    }

    private Future<Reply> answer(Exchange exchange) {
        int length =
                exchange.body() instanceof Body.Bytes bytes ? bytes.buffer().length() : 0;
        String query = exchange.message().query();
        if ("hidden".equals(query)) {
            hidden.incrementAndGet();
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
        if ("slow".equals(query)) {
            // longer than a head may take of the hasty one, and than a connection may be idle
            return vertx.timer(2500, TimeUnit.MILLISECONDS).map(late -> text("late"));
        }
        if (query != null && query.startsWith("letters=")) {
            return Future.succeededFuture(text("x".repeat(Integer.parseInt(query.substring(8)))));
        }
        if ("fields".equals(query)) {
            return Future.succeededFuture(new Reply.Full(
                    204, null, Buffer.buffer(), Fields.of("X-One", "1").and("X-Two", "2")));
        }
        if ("never".equals(query)) {
            return Future.future(promise -> {});
        }
        return Future.succeededFuture(text("got " + length));
    }

    private static Reply text(String text) {
        return new Reply.Full(200, "text/plain", Buffer.buffer(text));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        port = server.start(vertx, 2).toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.stop(Duration.ofSeconds(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(180, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port);
    }

    /** The answer to one request on a connection of its own. */
    Answer exchange(String request) throws IOException {
        try (RawConnection client = connect()) {
            return client.send(request).read();
        }
    }

    static String put(String headers, String body) {
        return "PUT /thing HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
    }
}
