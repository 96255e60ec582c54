package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.postgres.EmbeddedPostgres;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.process.LoadBalancer.Node;
import dev.sluice.support.Eventually;
import dev.sluice.support.RedisProcess;
import dev.sluice.support.TestStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with one Postgres, and one Redis for limits, behind HAProxy. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class TwoNodesIT {

    private static final int CLIENTS = 8;
    private static final int MANY = 40;
    /** Of a day: a window that turns meanwhile would turn at midnight. */
    private static final int QUOTA = 1000;

    private static final String SERVICES = "/v1/0123456789abcdef0123456789abcdef/vpc-endpoint-services";

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(LoadBalancer.isInstalled(), "no haproxy is installed: two nodes are not tested");
        Path data = Files.createDirectory(folder.resolve("postgres"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(TestStore.settings(data), "a test");
        opened.add(postgres);
        // a busy machine is no failing store
        environment = Map.of(
                "SLUICE_STORE_URL", url(postgres.address()),
                "SLUICE_STORE_POOL_SIZE", "4",
                "SLUICE_STORE_CONNECT_TIMEOUT", "30s",
                "SLUICE_STORE_DEADLINE", "20s",
                "SLUICE_BREAKER_ENABLED", "false",
                "SLUICE_RATE_LIMITS_MODE", "off",
                "SLUICE_SHUTDOWN_NOTICE", "5s");
        nodes.add(Node.onFreePorts());
        nodes.add(Node.onFreePorts());
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        new PostgresProcesses(folder.resolve("postgres")).sweep();
    }

    private static String url(StoreAddress address) {
        return "postgresql://" + address.user() + ":" + address.password().value() + "@" + address.host() + ":"
                + address.port() + "/" + address.database();
    }

    private ServerProcess serve(Node node) throws IOException {
        ServerProcess server = ServerProcess.start(
                List.of("-p", Integer.toString(node.port()), "--control-port", Integer.toString(node.control())),
                environment);
        opened.add(server);
        return server;
    }

    private LoadBalancer balance() throws IOException {
        LoadBalancer balancer = LoadBalancer.start(folder, nodes);
        opened.add(balancer);
        return balancer;
    }

    private Load loadOn(LoadBalancer balancer) throws Exception {
        List<URI> services = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            services.add(create(balancer, i));
        }
        Load load = Load.on(services);
        opened.add(load);
        return load;
    }

    private URI create(LoadBalancer balancer, int number) throws Exception {
        JsonObject body = new JsonObject(Client.oneMapping(1))
                .put("port_id", "f1900000-0000-4000-8000-00000000000" + number)
                .put("vpc_id", "f1900000-0000-4000-8000-0000000000ff")
                .put("server_type", "VM");
        HttpResponse<String> created = client.send("POST", balancer.uri(SERVICES), body.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return balancer.uri(SERVICES + "/" + new JsonObject(created.body()).getString("id"));
    }

    /** Requests that a node has answered with 200 since its start. */
    private long answered(ServerProcess server) {
        try {
            return client.get(server.control("/metrics"))
                    .body()
                    .lines()
                    .filter(line ->
                            line.startsWith("http_server_request_duration_seconds_count{") && line.contains("\"200\""))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitMore(Load load) {
        int before = load.answersOfEach();
        Eventually.holds(() -> load.answersOfEach() >= before + MANY, load::toString);
    }

    @Test
    void aKilledNodeCostsOnlyItsRequestsInFlight() throws Exception {
        ServerProcess first = serve(nodes.get(0));
        ServerProcess second = serve(nodes.get(1));
        LoadBalancer balancer = balance();
        Eventually.holds(() -> client.status(balancer.uri(SERVICES)) == 200);
        try (Load load = loadOn(balancer)) {
            awaitMore(load);
            assertThat(answered(first)).isGreaterThan(MANY);
            assertThat(answered(second)).isGreaterThan(MANY);
            assertThat(load.failures()).isEmpty();

            first.kill();
            long dead = System.nanoTime();

            awaitMore(load);
            ServerProcess again = serve(nodes.get(0));
            Eventually.holds(() -> answered(again) > MANY);
            load.stop();

            // until its last socket was closed
            assertThat(load.failures()).allMatch(failure -> failure.sent() < dead);
        }
    }

    @Test
    void aRollingRestartCostsNoRequest() throws Exception {
        List<ServerProcess> servers = new ArrayList<>(List.of(serve(nodes.get(0)), serve(nodes.get(1))));
        LoadBalancer balancer = balance();
        Eventually.holds(() -> client.status(balancer.uri(SERVICES)) == 200);
        try (Load load = loadOn(balancer)) {
            for (int i = 0; i < servers.size(); i++) {
                ServerProcess old = servers.get(i);
                Eventually.holds(() -> answered(old) > MANY);

                old.terminate();
                assertThat(old.exitCode()).isZero();

                ServerProcess again = serve(nodes.get(i));
                Eventually.holds(() -> answered(again) > MANY);
            }
            awaitMore(load);
            load.stop();

            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    void bothNodesTogetherAdmitNoMoreThanTheLimit() throws Exception {
        RedisProcess redis = RedisProcess.start();
        opened.add(redis);
        Map<String, String> shared = new HashMap<>(environment);
        shared.put("SLUICE_RATE_LIMITS_MODE", "enforce");
        shared.put("SLUICE_RATE_LIMITS_STORE", "redis");
        shared.put("SLUICE_RATE_LIMITS_REDIS_URL", "redis://127.0.0.1:" + redis.port());
        shared.put("SLUICE_RATE_LIMITS_REDIS_TIMEOUT", "10s");
        shared.put("SLUICE_RATE_LIMITS_DEFAULT", "[" + QUOTA + "/d]");
        environment = shared;
        ServerProcess first = serve(nodes.get(0));
        ServerProcess second = serve(nodes.get(1));
        LoadBalancer balancer = balance();
        Eventually.holds(() -> client.status(balancer.uri(SERVICES.replace("/0", "/f"))) == 200);

        List<CompletableFuture<List<Integer>>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> statuses(balancer.uri(SERVICES), QUOTA * 3 / 2 / CLIENTS),
                        runnable -> new Thread(runnable).start()))
                .toList();
        Map<Integer, Long> statuses = clients.stream()
                .flatMap(each -> each.join().stream())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        assertThat(statuses.keySet()).containsExactlyInAnyOrder(200, 429);
        assertThat(statuses.get(200)).isBetween((long) QUOTA, QUOTA + QUOTA / 100L);
        assertThat(answered(first)).isPositive();
        assertThat(answered(second)).isPositive();
    }

    private static List<Integer> statuses(URI uri, int requests) {
        Client own = new Client();
        return IntStream.range(0, requests).mapToObj(i -> own.status(uri)).toList();
    }
}
