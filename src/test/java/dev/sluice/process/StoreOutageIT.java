package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.EmbeddedPostgres;
import dev.sluice.postgres.EmbeddedSettings;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.Eventually;
import dev.sluice.support.TestStore;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The store stops, dies or is restarted below a running server, which answers 503 and recovers by itself. */
@Timeout(180)
class StoreOutageIT {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration OPEN_FOR = Duration.ofSeconds(8);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SLUICE_RATE_LIMITS_MODE", "off",
            "SLUICE_STORE_DEADLINE", DEADLINE.toSeconds() + "s",
            "SLUICE_BREAKER_MINIMUM_CALLS", "10",
            "SLUICE_BREAKER_HALF_OPEN_CALLS", "1",
            "SLUICE_BREAKER_OPEN_FOR", OPEN_FOR.toSeconds() + "s");

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder).sweep();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSuspendedStoreEndsInRefusalsThatComeAtOnceAndThenInRecovery() throws Exception {
        PostgresProcesses postgres = new PostgresProcesses(folder);
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            URI service = server.data(Client.DOCUMENTED);
            assertThat(client.put(service, Client.oneMapping(1001)).statusCode())
                    .isEqualTo(200);

            postgres.suspend();

            // none of the answers can come before the deadline, and the breaker opens after the first ten of them
            List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 20)
                    .mapToObj(i -> client.getAsync(service))
                    .toList();
            waiting.forEach(answer -> assertUnavailable(answer.join()));
            assertThat(client.breaker(server).getString("state")).isEqualTo("open");
            assertRefusedAtOnce(server, service);
            HttpResponse<String> ready = client.get(server.control("/readyz"));
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            assertThat(new JsonObject(ready.body()).getJsonObject("store").getString("state"))
                    .isIn("down", "unknown");

            postgres.resume();

            Eventually.holds(() -> client.status(service) == 200);
            assertThat(Client.clientPort(client.get(service))).isEqualTo(1001);
            Eventually.holds(() -> client.breaker(server).getString("state").equals("closed"));
        }
    }

    private void assertRefusedAtOnce(ServerProcess server, URI service) throws Exception {
        JsonObject before = client.breaker(server);
        long start = System.nanoTime();

        HttpResponse<String> refusal = client.get(service);

        assertUnavailable(refusal);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
        JsonObject after = client.breaker(server);
        assertThat(after.getInteger("refused")).isEqualTo(before.getInteger("refused") + 1);
        assertThat(after.getInteger("calls")).isEqualTo(before.getInteger("calls"));
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(new JsonObject(answer.body()).getString("error_code")).isEqualTo("APIGW.0201");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, OPEN_FOR.toSeconds());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aKilledEmbeddedStoreIsStartedAgain() throws Exception {
        PostgresProcesses postgres = new PostgresProcesses(folder);
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("SLUICE_BREAKER_OPEN_FOR", "1s");
        try (ServerProcess server = ServerProcess.serve(folder, environment)) {
            URI service = server.data(Client.DOCUMENTED);
            assertThat(client.put(service, Client.oneMapping(1002)).statusCode())
                    .isEqualTo(200);
            ProcessHandle first = postgres.postmaster();

            PostgresProcesses.signal("KILL", List.of(first));

            Eventually.holds(() -> client.status(service) == 503);
            Eventually.holds(() -> client.status(service) == 200);
            assertThat(Client.clientPort(client.get(service))).isEqualTo(1002);
            assertThat(postgres.postmaster().pid()).isNotEqualTo(first.pid());
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(postgres.running()).isEmpty();
        }
    }

    @Test
    void anExternalStoreMayBeStoppedAndStartedAgain() throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(TestStore.settings(folder), "a test");
        StoreAddress address = first.address();
        try (ServerProcess server = ServerProcess.start(List.of("-p", "0", "--control-port", "0"), external(address))) {
            URI service = create(server);

            first.close();

            Eventually.holds(() -> client.status(service) == 503);
            assertUnavailable(client.get(service));

            EmbeddedSettings same = TestStore.settings(folder);
            try (EmbeddedPostgres second = EmbeddedPostgres.start(
                    new EmbeddedSettings(
                            same.data(), same.binaries(), address.port(), same.startTimeout(), same.stopTimeout()),
                    "a test")) {
                Eventually.holds(() -> client.status(service) == 200);
                assertThat(second.address().port()).isEqualTo(address.port());
            }
        } finally {
            first.close();
        }
    }

    private static Map<String, String> external(StoreAddress address) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("SLUICE_BREAKER_OPEN_FOR", "1s");
        environment.put(
                "SLUICE_STORE_URL",
                "postgresql://" + address.user() + ":" + address.password().value() + "@" + address.host() + ":"
                        + address.port() + "/" + address.database());
        return environment;
    }

    private URI create(ServerProcess server) throws Exception {
        URI services = server.data("/v1/0123456789abcdef0123456789abcdef/vpc-endpoint-services");
        JsonObject body = new JsonObject(Client.oneMapping(1003))
                .put("port_id", "f1900000-0000-4000-8000-000000000001")
                .put("vpc_id", "f1900000-0000-4000-8000-0000000000ff")
                .put("server_type", "VM");
        HttpResponse<String> created = client.send("POST", services, body.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return URI.create(services + "/" + new JsonObject(created.body()).getString("id"));
    }
}
