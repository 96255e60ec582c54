package dev.sluice.mock;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.PresenceScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.UnknownParameters;
import dev.sluice.validation.Unstreamable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server that mocks a contract. */
final class MockServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final EdgeServer server;
    private final MockBackend backend;
    private final int port;

    private MockServer(ContractPlan contract, MockSettings settings) throws DocumentException {
        backend = MockBackend.of(contract, settings);
        Stages stages = new Stages(
                List.of(new Mount(
                        contract, backend, settings.security() ? new PresenceScheme() : null, backend::errors)),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator(UnknownParameters.REFUSE, Unstreamable.REFUSE));
        EdgeSettings.Timeouts timeouts = new EdgeSettings.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        server = new EdgeServer(
                new EdgeSettings("127.0.0.1", 0, 65_536, 65_536, 1_000_000, 1024, 100, timeouts),
                stages,
                (exchange, status, problem) -> {});
        port = await(server.start(vertx, 2));
    }

    static MockServer of(String contract) {
        return of(contract, MockSettings.DEFAULT);
    }

    static MockServer of(String contract, MockSettings settings) {
        try {
            return new MockServer(Contracts.parse("api.yaml", contract, Reading.MOCK), settings);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    MockBackend backend() {
        return backend;
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port);
    }

    /** @param headers whole lines, without their ends */
    Answer ask(String method, String target, String... headers) throws IOException {
        return ask(method, target, List.of(headers), "");
    }

    /** @param body left out where it is empty */
    Answer ask(String method, String target, List<String> headers, String body) throws IOException {
        StringBuilder request =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        try (RawConnection client = connect()) {
            client.send(request.append("\r\n").append(body).toString());
            return method.equals("HEAD") ? client.readHead() : client.read();
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(server.stop(Duration.ofSeconds(1)));
        await(vertx.close());
    }
}
