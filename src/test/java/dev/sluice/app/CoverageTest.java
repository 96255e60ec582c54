package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.support.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a whole server says of the traffic that it has answered. */
@Timeout(120)
class CoverageTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: 'Shop <b>', version: '1' }
            paths:
              /carts/{id}:
                parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
                put:
                  parameters: [ { name: mode, in: query, schema: { enum: [fast, slow] } } ]
                  requestBody:
                    content:
                      application/json:
                        schema: { type: object, properties: { note: { enum: [a, b] }, more: { properties: { x: {} } } } }
                  responses:
                    '200':
                      description: ok
                      content: { application/json: { schema: { properties: { n: {} , m: {} } }, example: { n: 1 } } }
                    '400': { description: no }
                delete: { responses: { '204': { description: done } } }
            """;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Sluice server;

    @BeforeEach
    void start() throws Exception {
        Path contract = Files.writeString(folder.resolve("shop.yaml"), CONTRACT);
        String settings = "listen: {port: 0}\ncontrol: {port: 0, auth: off}\ncontracts: [{file: '" + contract
                + "', backend: mock}]\n";
        server = Sluice.start(
                SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", settings)), Map.of(), List.of())
                        .settings());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private Started started() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.started();
    }

    private HttpResponse<String> send(String method, String url, String body) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json")
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> put(String query, String body) {
        return send("PUT", started().data().url() + "/carts/7" + query, body);
    }

    private JsonObject shown(String query) {
        HttpResponse<String> answer = send("GET", started().control().url() + "/v1/coverage" + query, "");
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject operation(JsonObject shown) {
        return shown.getJsonArray("contracts")
                .getJsonObject(0)
                .getJsonArray("operations")
                .getJsonObject(0);
    }

    private static List<String> counts(JsonArray cells, String name) {
        return IntStream.range(0, cells.size())
                .mapToObj(cells::getJsonObject)
                .map(cell -> cell.getString(name) + " " + cell.getLong("count"))
                .toList();
    }

    @Test
    void headsAreCountedExactlyAndTheFirstBodiesAreLookedInto() {
        // what bodies are compared with is made while the first ones pass
        Eventually.holds(() -> {
            put("?mode=slow", "{\"note\":\"b\",\"more\":{}}");
            return operation(shown(""))
                            .getJsonArray("request_bodies")
                            .getJsonObject(0)
                            .getLong("looked_into")
                    > 0;
        });
        send("DELETE", started().control().url() + "/v1/coverage", "");

        for (int i = 0; i < 20; i++) {
            assertThat(put("?mode=slow", "{\"note\":\"b\",\"more\":{}}").statusCode())
                    .isEqualTo(200);
        }
        assertThat(put("", "{\"note\":7}").statusCode()).isEqualTo(400);
        send("GET", started().data().url() + "/nowhere", "");

        JsonObject shown = shown("");
        assertThat(shown.getLong("unmatched")).isEqualTo(1);
        JsonObject put = operation(shown);
        assertThat(put.getLong("requests")).isEqualTo(21);
        assertThat(counts(put.getJsonArray("parameters"), "name")).containsExactly("id 21", "mode 20");
        assertThat(counts(put.getJsonArray("parameters").getJsonObject(1).getJsonArray("values"), "value"))
                .containsExactly("fast 0", "slow 20");
        assertThat(counts(put.getJsonArray("responses"), "status")).containsExactly("200 20", "400 1");
        JsonObject body = put.getJsonArray("request_bodies").getJsonObject(0);
        assertThat(body.getLong("count")).isEqualTo(21);
        assertThat(counts(body.getJsonArray("properties"), "pointer"))
                .containsExactly("/note 21", "/more 20", "/more/x 0");
        JsonObject answer = put.getJsonArray("responses")
                .getJsonObject(0)
                .getJsonArray("bodies")
                .getJsonObject(0);
        assertThat(counts(answer.getJsonArray("properties"), "pointer")).containsExactly("/n 20", "/m 0");
        JsonObject totals = shown.getJsonObject("totals");
        assertThat(totals.getJsonObject("operations"))
                .isEqualTo(new JsonObject().put("touched", 1).put("total", 2).put("percent", 50.0));
    }

    @Test
    void theGateSaysWhetherEnoughWasTouched() {
        put("", "{}");

        assertThat(shown("?min=50").getJsonObject("gate"))
                .isEqualTo(new JsonObject("{\"of\":\"operations\",\"min\":50.0,\"percent\":50.0,\"passed\":true}"));
        assertThat(shown("?min=50.1").getJsonObject("gate").getBoolean("passed"))
                .isFalse();
        assertThat(shown("?min=20&of=statuses").getJsonObject("gate").getBoolean("passed"))
                .isTrue();
        assertThat(send("GET", started().control().url() + "/v1/coverage?min=101", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("GET", started().control().url() + "/v1/coverage?min=1&of=nothing", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void thePageShowsWhatWasNeverTouchedFirstAndNothingOfItsOwnWill() {
        put("", "{}");

        HttpResponse<String> page = send("GET", started().control().url() + "/coverage", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body())
                .contains("<h2>Shop &lt;b&gt; 1</h2>")
                .doesNotContain("<b>", "<script")
                .containsSubsequence("Never called", "DELETE /carts/{id}", "Called", "PUT /carts/{id}");
    }
}
