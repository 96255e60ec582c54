package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RedisCluster;
import dev.sluice.support.RedisProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes over one real Redis: together they admit what one would. */
@Timeout(180)
class SharedLimitsIT {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Things, version: '1'}
            x-sluice-project: project
            paths:
              /{project}/things:
                parameters: [{in: path, name: project, required: true, schema: {type: string}}]
                get: {operationId: things, responses: {'200': {description: all, content: {application/json: {example: []}}}}}
            """;
    private static final int WORKERS = 4;
    /** Few enough for a busy machine to ask for more. */
    private static final int PER_SECOND = 20;

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProcess node(String name, String quota, RedisProcess redis) throws IOException {
        return node(name, quota, "url: '%s', password: '${REDIS_PASSWORD}'".formatted(redis.url()));
    }

    private ServerProcess node(String name, String quota, String redis) throws IOException {
        // the folder is another one on each node
        Path contract = Files.createDirectories(folder.resolve(name)).resolve("things.yaml");
        Path settings = folder.resolve(name).resolve("sluice.yaml");
        Files.writeString(contract, CONTRACT);
        Files.writeString(settings, """
                contracts: [{file: %s, backend: mock}]
                rateLimits:
                  default: [%s]
                  store: redis
                  redis: {%s, timeout: 5s, onFailure: refuse}
                """.formatted(contract, quota, redis));
        return ServerProcess.start(
                List.of("-c", settings.toString(), "-p", "0", "--control-port", "0"),
                Map.of("REDIS_PASSWORD", "not to be told"));
    }

    @Test
    void twoProcessesAdmitNoMoreThanTheLimitInALongWindow() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "not to be told");
                ServerProcess first = node("first", "1000/h", redis);
                ServerProcess second = node("second", "1000/h", redis)) {
            assertThat(first.banner()).contains("1000/h per project").doesNotContain("not to be told");

            int admitted = admitted(List.of(first, second), call -> call < 300);

            // of 2,400 calls; 1 % more would be allowed for
            assertThat(admitted).isBetween(1_000, 1_010);
            System.out.println("two processes admitted " + admitted + " of 1000/h");
        }
    }

    @Test
    void twoProcessesAdmitNoMoreThanTheLimitInManyShortWindows() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "not to be told");
                ServerProcess first = node("first", PER_SECOND + "/s", redis);
                ServerProcess second = node("second", PER_SECOND + "/s", redis)) {
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(5).toNanos();

            int admitted = admitted(List.of(first, second), call -> System.nanoTime() < end);

            // the first window begins with the first call, and the last one may be just begun
            long windows = (System.nanoTime() - start) / Duration.ofSeconds(1).toNanos() + 1;
            assertThat(admitted).isBetween(4 * PER_SECOND, (int) (windows * PER_SECOND * 1.01));
            System.out.println("two processes admitted " + admitted + " in " + windows + " windows of " + PER_SECOND);
        }
    }

    @Test
    void twoProcessesShareACluster() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(folder);
                ServerProcess first = node("first", "50/h", "type: cluster, url: '" + cluster.url(0) + "'");
                ServerProcess second = node("second", "50/h", "type: cluster, url: " + cluster.urls())) {
            assertThat(first.banner()).contains("shared by the cluster of " + cluster.url(0));

            for (int project = 0; project < 5; project++) {
                int admitted = 0;
                for (int call = 0; call < 60; call++) {
                    ServerProcess node = call % 2 == 0 ? first : second;
                    admitted += status(node.data("/p" + project + "/things")) == 200 ? 1 : 0;
                }
                assertThat(admitted).as("project %s", project).isEqualTo(50);
            }
            assertThat(limitStore(first)).isEqualTo("up");
        }
    }

    @Test
    void aKilledRedisIsToldAndItsReturnNeedsNoRestart() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "not to be told");
                ServerProcess node = node("first", "1000/h", redis)) {
            URI things = node.data("/p/things");
            assertThat(get(things).statusCode()).isEqualTo(200);
            assertThat(limitStore(node)).isEqualTo("up");

            redis.kill();

            Eventually.holds(() -> status(things) == 503);
            assertThat(get(things).headers().firstValue("Retry-After")).contains("1");
            HttpResponse<String> ready = get(node.control("/readyz"));
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("down").doesNotContain("not to be told");
            assertThat(get(node.control("/v1/projects/p/limits")).statusCode()).isEqualTo(503);

            redis.restart();

            Eventually.holds(() -> status(things) == 200);
            assertThat(limitStore(node)).isEqualTo("up");
            assertThat(get(node.control("/v1/projects/p/limits")).body()).contains("\"quota\":1000");
            assertThat(get(node.control("/metrics")).body()).contains("sluice_rate_limit_store_up 1");
        }
    }

    private interface More {
        boolean than(int call);
    }

    /** Several workers for each node. */
    private int admitted(List<ServerProcess> nodes, More more) {
        List<CompletableFuture<Integer>> workers = new ArrayList<>();
        for (ServerProcess node : nodes) {
            for (int i = 0; i < WORKERS; i++) {
                workers.add(CompletableFuture.supplyAsync(
                        () -> {
                            int admitted = 0;
                            for (int call = 0; more.than(call); call++) {
                                admitted += status(node.data("/p/things")) == 200 ? 1 : 0;
                            }
                            return admitted;
                        },
                        command -> new Thread(command).start()));
            }
        }
        return workers.stream().mapToInt(CompletableFuture::join).sum();
    }

    private String limitStore(ServerProcess node) throws Exception {
        return new JsonObject(get(node.control("/v1/status")).body())
                .getJsonObject("rate_limits")
                .getJsonObject("store")
                .getString("state");
    }

    private int status(URI uri) {
        try {
            return get(uri).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + Client.TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }
}
