package dev.sluice.mock.state;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.Reading;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.mock.MockBackend;
import dev.sluice.mock.MockSettings;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server whose mock remembers; every answer is judged by the contract. */
final class StateServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final ContractPlan contract;
    final StatefulBackend backend;
    final MockMemory memory;
    private final Vertx vertx = Vertx.vertx();
    private final EdgeServer server;
    private final int port;

    private StateServer(ContractPlan contract, StateSettings settings) throws DocumentException {
        this.contract = contract;
        this.memory = new MockMemory(settings);
        MockBackend mock = MockBackend.of(contract, MockSettings.DEFAULT);
        this.backend = StatefulBackend.of(contract, mock, memory, () -> NOW);
        Stages stages = new Stages(
                List.of(new Mount(contract, backend, null, mock::errors)),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        EdgeSettings.Timeouts timeouts = new EdgeSettings.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        server = new EdgeServer(
                new EdgeSettings("127.0.0.1", 0, 65_536, 65_536, 4_000_000, 1024, 100, timeouts),
                stages,
                (exchange, status, problem) -> {});
        port = await(server.start(vertx, 2));
    }

    static StateServer of(String contract) {
        return of(contract, StateSettings.DEFAULT);
    }

    static StateServer of(String contract, StateSettings settings) {
        try {
            return new StateServer(Contracts.parse("api.yaml", contract, Reading.MOCK), settings);
        } catch (DocumentException e) {
            throw new AssertionError(e.faults().toString(), e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What was answered. */
    record Told(int status, Answer answer) {

        JsonObject json() {
            return new JsonObject(answer.text());
        }

        JsonArray array() {
            return new JsonArray(answer.text());
        }
    }

    /** A client of one connection. */
    Client client() throws IOException {
        return new Client(new RawConnection(port));
    }

    final class Client implements AutoCloseable {

        private final RawConnection connection;

        private Client(RawConnection connection) {
            this.connection = connection;
        }

        Told get(String target, String... headers) throws IOException {
            return ask("GET", target, "", headers);
        }

        Told delete(String target) throws IOException {
            return ask("DELETE", target, "");
        }

        Told post(String target, String json) throws IOException {
            return ask("POST", target, json, "Content-Type: application/json");
        }

        Told put(String target, String json) throws IOException {
            return ask("PUT", target, json, "Content-Type: application/json");
        }

        Told patch(String target, String json) throws IOException {
            return ask("PATCH", target, json, "Content-Type: application/json");
        }

        Told ask(String method, String target, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head =
                    new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: a\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            if (bytes.length > 0) {
                head.append("Content-Length: ").append(bytes.length).append("\r\n");
            }
            connection.send(head.append("\r\n").toString()).send(bytes);
            Answer answer = connection.read();
            judge(method, target, answer);
            return new Told(answer.status(), answer);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private void judge(String method, String target, Answer answer) {
        String path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
        if (answer.status() >= 300 || !(contract.routes().find(method, path) instanceof Match.Found found)) {
            return;
        }
        ResponsePlan response = found.operation().responses().find(answer.status());
        if (response == null) {
            throw new AssertionError(method + " " + target + ": " + answer.status() + " is not declared");
        }
        MediaTypePlan content =
                response.mediaTypes().isEmpty() ? null : response.content(answer.header("content-type"));
        if (content == null ? !answer.text().isEmpty() : content.schema() != null && !isValid(content, answer)) {
            throw new AssertionError(method + " " + target + " is answered by what is not valid: " + answer);
        }
    }

    private static boolean isValid(MediaTypePlan content, Answer answer) {
        byte[] json = answer.text().getBytes(StandardCharsets.UTF_8);
        return content.schema() == null || content.schema().accepts(json, 0, json.length);
    }

    static <T> T await(Future<T> future) {
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
