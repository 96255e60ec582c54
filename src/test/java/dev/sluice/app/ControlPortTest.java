package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.SettingsReader;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator sees of a whole server. */
class ControlPortTest {

    private static final String SERVICES = "/v1/00000000000000000000000000003001/vpc-endpoint-services";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path data = Path.of("");

    private static @Nullable Sluice server;

    @BeforeAll
    static void start() throws Exception {
        List<Flag> flags = List.of(
                new Flag("--port", "listen.port", "0"),
                new Flag("--control-port", "control.port", "0"),
                new Flag("--data", "store.data", data.toString()),
                new Flag("the test", "rateLimits.default", "100/s, 100000/d"));
        server = Sluice.start(
                SettingsReader.read(Optional.empty(), Map.of(), flags).settings());
        get(started().data().url() + SERVICES);
        get(started().data().url() + SERVICES + "/nonsense");
        get(started().data().url() + "/nowhere");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private static Started started() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.started();
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(request(url).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header(
                        "Authorization",
                        "Bearer " + started().token().orElseThrow().value());
    }

    private static HttpResponse<String> control(String path) throws Exception {
        return get(started().control().url() + path);
    }

    @Test
    void isAliveAndReadyAndKnowsTheStore() throws Exception {
        assertThat(control("/livez").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = control("/readyz");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(ready.body()).getJsonObject("store").getString("state"))
                .isEqualTo("up");
    }

    @Test
    void measuresRequestsByRouteAndNeverByProject() throws Exception {
        String metrics = control("/metrics").body();

        assertThat(metrics)
                .contains("http_server_request_duration_seconds_count{")
                .contains("http_route=\"/v1/{project_id}/vpc-endpoint-services\"")
                .contains("http_route=\"_unmatched\"")
                .contains("sluice_rate_limit_decisions_total{outcome=\"allowed\"}")
                .contains("sluice_breaker_state{name=\"store\",state=\"closed\"} 1.0")
                .contains("sluice_store_connections_max 16.0")
                .contains("sluice_store_statements ")
                .contains("sluice_http_connections ")
                .contains("sluice_build_info{")
                .doesNotContain("00000000000000000000000000003001");
    }

    @Test
    void showsContractsStoreAndBreakers() throws Exception {
        JsonObject status = new JsonObject(control("/v1/status").body());

        assertThat(status.getJsonArray("contracts").getJsonObject(0).getInteger("operations"))
                .isEqualTo(5);
        assertThat(status.getJsonObject("store").getString("state")).isEqualTo("up");
        assertThat(status.getJsonArray("breakers").getJsonObject(0).getString("state"))
                .isEqualTo("closed");
    }

    @Test
    void showsAndResetsTheLimitsOfAProject() throws Exception {
        String limits = "/v1/projects/00000000000000000000000000003001/limits";
        JsonObject day =
                new JsonObject(control(limits).body()).getJsonArray("limits").getJsonObject(1);
        assertThat(day.getInteger("used")).isEqualTo(1);

        HttpRequest reset = request(started().control().url() + limits).DELETE().build();
        assertThat(HTTP.send(reset, BodyHandlers.ofString()).statusCode()).isEqualTo(204);

        assertThat(new JsonObject(control(limits).body())
                        .getJsonArray("limits")
                        .getJsonObject(1)
                        .getInteger("used"))
                .isZero();
    }
}
