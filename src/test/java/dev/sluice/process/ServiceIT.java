package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve --service}: the validation service alone. */
@Timeout(180)
class ServiceIT {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Orders, version: '1'}
            paths:
              /orders/{id}:
                get:
                  parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                  responses: {'200': {description: it}}
            """;

    private static final String MESSAGE = new JsonObject()
            .put("contract", "orders")
            .put(
                    "message",
                    new JsonObject()
                            .put(
                                    "request",
                                    new JsonObject().put("method", "GET").put("url", "/orders/x")))
            .encode();

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder).sweep();
    }

    private ServerProcess serve(String store, String... flags) throws Exception {
        ServerProcess.sharePrograms(folder);
        List<String> all = new ArrayList<>(List.of("--service", "--control-port", "0", "--data", folder.toString()));
        all.addAll(List.of(flags));
        return ServerProcess.start(
                all,
                Map.of(
                        "SLUICE_REGISTRY_STORE",
                        store,
                        "SLUICE_SHUTDOWN_NOTICE",
                        "10s",
                        "SLUICE_SHUTDOWN_DRAIN",
                        "30s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "postgres"})
    void keepsContractsAcrossAKillAndServesNothing(String store) throws Exception {
        try (ServerProcess first = serve(store)) {
            HttpResponse<String> added = client.send(
                    "POST",
                    first.service("/v1/contracts"),
                    new JsonObject()
                            .put("name", "orders")
                            .put("content", CONTRACT)
                            .encode());
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            assertThat(first.banner())
                    .contains("  service   ", "  registry  ")
                    .doesNotContain("  data ", "  contract ", "  limits ");
            first.kill();
        }
        try (ServerProcess again = serve(store, "-p", "0")) {
            assertThat(again.service("")).isNotEqualTo(again.control(""));
            HttpResponse<String> judged = client.send("POST", again.service("/v1/validate"), MESSAGE);

            assertThat(judged.statusCode()).as(judged.body()).isEqualTo(200);
            assertThat(new JsonObject(judged.body()).getString("verdict")).isEqualTo("invalid");
            assertThat(client.status(again.service("/v1/status"))).isEqualTo(404);
            assertThat(client.status(again.control("/v1/status"))).isEqualTo(200);
            assertThat(client.status(again.control("/readyz"))).isEqualTo(200);
        }
    }

    @Test
    void aRequestWhoseBodyIsHalfSentIsAnsweredAfterSigterm() throws Exception {
        try (ServerProcess server = serve("folder", "-p", "0");
                RawConnection connection = new RawConnection(server.service("/").getPort());
                RawConnection idle = new RawConnection(server.service("/").getPort())) {
            client.send(
                    "POST",
                    server.control("/v1/contracts"),
                    new JsonObject()
                            .put("name", "orders")
                            .put("content", CONTRACT)
                            .encode());
            byte[] body = MESSAGE.getBytes(StandardCharsets.UTF_8);
            String head = "Host: localhost\r\nAuthorization: Bearer " + Client.TOKEN + "\r\n";
            idle.send("GET /v1/contracts HTTP/1.1\r\n" + head + "\r\n");
            assertThat(idle.read().status()).isEqualTo(200);
            // the interim answer proves that the request is in flight before the signal comes
            connection.send("POST /v1/validate HTTP/1.1\r\n" + head
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(100);
            connection.send(MESSAGE.substring(0, 20));

            server.terminate();
            Eventually.holds(() -> client.status(server.control("/readyz")) == 503);
            connection.send(MESSAGE.substring(20));

            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(new JsonObject(answer.text()).getString("verdict")).isEqualTo("invalid");
            assertThat(server.exitCode()).isZero();
        }
    }
}
