package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would happen to a request, beside what happens to it. */
class ExplainTest {

    private static final String SHOP = """
            openapi: 3.1.0
            info: {title: Shop, version: '1'}
            x-sluice-project: shop
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
            paths:
              /{shop}/orders:
                get:
                  operationId: orders
                  security: [{key: []}]
                  parameters:
                    - {name: shop, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
                    - {name: limit, in: query, schema: {type: integer}}
                  responses:
                    '200':
                      description: them
                      content: {application/json: {schema: {type: array}, example: [1, 2]}}
            """;

    private static final String BANK = """
            openapi: 3.1.0
            info: {title: Bank, version: '1'}
            x-sluice-project: shop
            paths:
              /{shop}/pay:
                get:
                  operationId: pay
                  parameters:
                    - {name: shop, in: path, required: true, schema: {type: string}}
                  responses: {'200': {description: paid}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable ServiceUnderTest running;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(folder.resolve("shop.yaml"), SHOP);
        Path bank = Files.writeString(folder.resolve("bank.yaml"), BANK);
        running = new ServiceUnderTest("store: {data: '" + folder + "'}\n"
                + "contracts: [{file: '" + file + "', backend: mock}, {file: '" + bank
                + "', backend: proxy}]\n"
                + "upstreams: {bank: {targets: ['http://127.0.0.1:1']}}\n"
                + "rateLimits: {default: [2/d]}\n");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private ServiceUnderTest server() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    private JsonObject explain(String method, String url, JsonObject headers) throws Exception {
        ServiceUnderTest.Answer answer = server().post(
                        "/v1/explain",
                        new JsonObject()
                                .put(
                                        "request",
                                        new JsonObject()
                                                .put("method", method)
                                                .put("url", url)
                                                .put("headers", headers)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonObject withKey() {
        return new JsonObject().put("X-Key", "k");
    }

    private static String stage(JsonObject told) {
        return told.getJsonObject("refused").getString("stage") + " "
                + told.getJsonObject("refused").getInteger("status");
    }

    @Test
    void tellsTheMocksAnswerAndTakesNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            JsonObject told = explain("GET", "/acme/orders", withKey());

            assertThat(told.getString("operation")).isEqualTo("orders");
            assertThat(told.getString("project")).isEqualTo("acme");
            assertThat(told.getJsonObject("caller").getBoolean("known")).isTrue();
            assertThat(told.getJsonArray("limits").getJsonObject(0).getInteger("used"))
                    .isZero();
            assertThat(told.getJsonObject("answer"))
                    .isEqualTo(new JsonObject()
                            .put("by", "mock")
                            .put("status", 200)
                            .put("content_type", "application/json")
                            .put("body", "[1,2]"));
            assertThat(told.containsKey("refused")).isFalse();
        }
    }

    @Test
    void tellsTheFirstStageThatRefuses() throws Exception {
        assertThat(stage(explain("GET", "/nowhere", withKey()))).isEqualTo("match 404");
        assertThat(stage(explain("PUT", "/acme/orders", withKey()))).isEqualTo("match 405");
        assertThat(stage(explain("GET", "/acme/orders", new JsonObject()))).isEqualTo("identify 401");
        assertThat(stage(explain("GET", "/acme/orders?limit=x", withKey()))).isEqualTo("validate 400");
        assertThat(stage(explain("GET", "/ACME/orders", new JsonObject()))).isEqualTo("validate 400");
        assertThat(stage(explain("GET", "/acme/orders", withKey().put("Prefer", "code=599"))))
                .startsWith("backend 4");
        server().put("/v1/maintenance", new JsonObject().put("on", true));
        assertThat(stage(explain("GET", "/acme/orders", withKey()))).isEqualTo("maintenance 503");
    }

    @Test
    void tellsThatAQuotaIsSpent() throws Exception {
        for (int i = 0; i < 2; i++) {
            server().call("/acme/pay");
        }

        JsonObject told = explain("GET", "/acme/pay", withKey());

        assertThat(told.getJsonArray("limits").encode()).contains("\"used\":2,\"decision\":\"refuse\"");
        assertThat(explain("GET", "/bcme/pay", withKey()).getJsonArray("limits").encode())
                .doesNotContain("refuse");
    }

    @Test
    void tellsTheUpstreamAndItsTargets() throws Exception {
        JsonObject answer = explain("GET", "/acme/pay", new JsonObject()).getJsonObject("answer");

        assertThat(answer.getString("by")).isEqualTo("proxy");
        assertThat(answer.getString("upstream")).isEqualTo("bank");
        assertThat(answer.getJsonArray("targets").getJsonObject(0).getString("url"))
                .isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        assertThat(server().post("/v1/explain", new JsonObject()).status()).isEqualTo(400);
        assertThat(server().post("/v1/explain", new JsonObject().put("request", new JsonObject()))
                        .status())
                .isEqualTo(400);
    }
}
