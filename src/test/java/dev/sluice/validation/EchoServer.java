package dev.sluice.validation;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server whose backend answers the parameters that it was given, as JSON in the order of the contract. */
final class EchoServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final EdgeServer server;
    private final int port;

    EchoServer(ContractPlan contract, UnknownParameters unknown) {
        Stages stages = new Stages(
                List.of(new Mount(contract, EchoServer::answer)),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator(unknown, Unstreamable.REFUSE));
        EdgeSettings.Timeouts timeouts = new EdgeSettings.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        server = new EdgeServer(
                new EdgeSettings("127.0.0.1", 0, 65_536, 65_536, 1024, 1024, 100, timeouts),
                stages,
                (exchange, status, problem) -> {});
        port = await(server.start(vertx, 1));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Future<Reply> answer(Exchange exchange) {
        List<ParameterPlan> plans = new ArrayList<>(exchange.operation().pathParameters());
        plans.addAll(exchange.operation().parameters());
        List<String> values = plans.stream()
                .map(plan -> JsonWords.text(exchange.parameters().get(plan.in(), plan.name())))
                .toList();
        return Future.succeededFuture(
                new Reply.Full(200, "application/json", Buffer.buffer(String.join("\n", values))));
    }

    /** @param headers whole lines, without their ends */
    Answer get(String target, List<String> headers) throws IOException {
        return send("GET", target, headers, "");
    }

    /** @param body of ASCII */
    Answer send(String method, String target, List<String> headers, String body) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        try (RawConnection client = new RawConnection(port)) {
            return client.send(request.append("\r\n").append(body).toString()).read();
        }
    }

    @Override
    public void close() {
        await(server.stop(Duration.ofSeconds(1)));
        await(vertx.close());
    }
}
