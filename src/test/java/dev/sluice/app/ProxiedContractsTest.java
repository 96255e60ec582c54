package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.SettingsException;
import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers in front of whole servers: contracts that a proxy, a mock, or both answer. */
class ProxiedContractsTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Things, version: '1'}
            servers: [{url: /v1}]
            paths:
              /a/{n}:
                parameters: [{name: n, in: path, required: true, schema: {type: integer}}]
                get:
                  responses:
                    '200': {description: ok, content: {application/json: {example: {by: WHO}}}}
                put:
                  x-sluice-backend: mock
                  responses:
                    '200': {description: ok, content: {application/json: {example: {by: WHO}}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Sluice> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Sluice::stop);
    }

    private Started start(String settings) throws SettingsException, StartException {
        Sluice sluice =
                Sluice.start(settings("listen: {port: 0, eventLoops: 1}\ncontrol: {port: 0, auth: off}\n" + settings));
        started.add(sluice);
        return sluice.started();
    }

    private static Settings settings(String text) throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", text)), Map.of(), List.of())
                .settings();
    }

    private Path contract(String who) throws IOException {
        return Files.writeString(folder.resolve(who + ".yaml"), CONTRACT.replace("WHO", who));
    }

    private String mock(String who) throws IOException, SettingsException, StartException {
        Started mock = start("contracts: [{file: '" + contract(who) + "', backend: mock, contractDecides: false}]");
        return "http://127.0.0.1:" + mock.data().port();
    }

    private HttpResponse<String> send(String method, int port, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theServerBehindAnswersWhatTheContractDoesNotAnswerItself() throws Exception {
        String upstream = mock("behind");
        Started proxy = start("contracts: [{file: '" + contract("front")
                + "', backend: proxy}]\nupstreams: {shop: {targets: [" + upstream + "]}}");

        int port = proxy.data().port();
        assertThat(send("GET", port, "/v1/a/1").body()).isEqualTo("{\"by\":\"behind\"}");
        assertThat(send("PUT", port, "/v1/a/1").body()).isEqualTo("{\"by\":\"front\"}");
        assertThat(send("GET", port, "/v1/a/x").statusCode()).isEqualTo(400);
        assertThat(send("GET", port, "/v1/b").statusCode()).isEqualTo(404);
        assertThat(proxy.contracts().get(0).backend()).isEqualTo("proxy to " + upstream + "; 1 by mock");
    }

    @Test
    void theBasePathIsReplacedWhereTheSettingsHaveOne() throws Exception {
        Started mock = start("contracts: [{file: '"
                + Files.writeString(folder.resolve("moved.yaml"), CONTRACT.replace("/v1", "/inner/v2"))
                + "', backend: mock, contractDecides: false}]");
        Started proxy = start("contracts: [{file: '" + contract("front")
                + "', backend: proxy}]\nupstreams: {shop: {basePath: /inner/v2/, targets: ['http://127.0.0.1:"
                + mock.data().port() + "']}}");

        assertThat(send("GET", proxy.data().port(), "/v1/a/1").body()).isEqualTo("{\"by\":\"WHO\"}");
    }

    @Test
    void theOperatorSeesUpstreamsAndTheirBreakers() throws Exception {
        Started proxy =
                start("contracts: [{file: '" + contract("front") + "', backend: proxy}]\nupstreams: {shop: {targets:"
                        + " ['http://127.0.0.1:1'], retries: {attempts: 1}, breaker: {per: operation, minimumCalls: 2, windowSize: 2,"
                        + " openFor: 1h}}}");
        int port = proxy.data().port();

        HttpResponse<String> first = send("GET", port, "/v1/a/1");
        assertThat(first.statusCode()).isEqualTo(502);
        assertThat(first.headers().firstValue("proxy-status"))
                .contains("sluice; error=connection_refused; next-hop=\"shop\"");
        assertThat(send("GET", port, "/v1/a/1").statusCode()).isEqualTo(502);
        assertThat(send("GET", port, "/v1/a/1").statusCode()).isEqualTo(503);

        JsonObject status =
                new JsonObject(send("GET", proxy.control().port(), "/v1/status").body());
        JsonObject upstream = status.getJsonArray("upstreams").getJsonObject(0);
        assertThat(upstream.getString("name")).isEqualTo("shop");
        assertThat(upstream.getJsonArray("targets").getJsonObject(0).getInteger("failures"))
                .isPositive();
        assertThat(status.getJsonArray("breakers").getJsonObject(0).getString("state"))
                .isEqualTo("open");
        assertThat(send("GET", proxy.control().port(), "/metrics").body())
                .contains("sluice_upstream_requests_total{upstream=\"shop\"}")
                .contains("sluice_breaker_state{name=\"shop");
    }

    @Test
    void refusesToStartWithoutTheUpstreamThatAContractNames() throws Exception {
        Path front = contract("front");

        SettingsException refused = catchThrowableOfType(
                SettingsException.class,
                () -> start("contracts: [{file: '" + front + "', backend: proxy, upstream: pay}]"));

        assertThat(refused)
                .hasMessageEndingWith(": contracts: expected for contracts[0] an upstream that there is, in upstreams");
    }

    @Test
    void refusesToStartWithATrustFileThatIsNone() throws Exception {
        Path front = contract("front");

        StartException refused = catchThrowableOfType(
                StartException.class,
                () -> start("contracts: [{file: '" + front + "', backend: proxy}]\nupstreams: {shop: {targets:"
                        + " [https://127.0.0.1:1], tls: {trust: '" + front + "'}}}"));

        assertThat(refused).hasMessageContaining("upstreams.shop.tls: ").hasMessageContaining(front.toString());
    }
}
