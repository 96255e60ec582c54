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

    private static final String PETS = """
            openapi: 3.1.0
            info: {title: Pets, version: '1'}
            paths:
              /pets:
                get:
                  operationId: pets
                  responses:
                    '200':
                      description: them
                      content:
                        application/json:
                          schema: {type: array}
                          examples:
                            few: {value: [1]}
                            many: {value: [1, 2, 3]}
                        text/plain: {schema: {type: string}, example: none}
                    '404':
                      description: none
                      content: {application/json: {schema: {type: integer, minimum: 1, maximum: 1000000}}}
                    '409':
                      description: taken
                      content: {application/json: {schema: {type: integer, default: 5}}}
                    '503': {description: closed}
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
        Path pets = Files.writeString(folder.resolve("pets.yaml"), PETS);
        running = new ServiceUnderTest("store: {data: '" + folder + "'}\n"
                + "contracts: [{file: '" + file + "', backend: mock}, {file: '" + bank
                + "', backend: proxy}, {file: '" + pets + "', backend: mock}]\n"
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
        return server().explain(method, url, headers);
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
                    .isEqualTo(
                            new JsonObject()
                                    .put("by", "mock")
                                    .put("status", 200)
                                    .put("content_type", "application/json")
                                    .put("body", "[1,2]")
                                    .put(
                                            "example",
                                            new JsonObject()
                                                    .put(
                                                            "file",
                                                            folder.resolve("shop.yaml")
                                                                    .toString())
                                                    .put("line", 17)
                                                    .put(
                                                            "pointer",
                                                            "/paths/~1{shop}~1orders/get/responses/200/content/application~1json/example")));
            assertThat(told.containsKey("refused")).isFalse();
        }
    }

    private JsonObject pets(String prefer) throws Exception {
        JsonObject headers = prefer.isEmpty() ? new JsonObject() : new JsonObject().put("Prefer", prefer);
        return explain("GET", "/pets", headers).getJsonObject("answer");
    }

    @Test
    void namesTheExampleThatARequestGets() throws Exception {
        String examples = "/paths/~1pets/get/responses/200/content/application~1json/examples";

        assertThat(pets("").getJsonObject("example").getString("name")).isEqualTo("few");
        JsonObject many = pets("example=many");
        assertThat(many.getString("body")).isEqualTo("[1,2,3]");
        assertThat(many.getJsonObject("example").getString("name")).isEqualTo("many");
        assertThat(many.getJsonObject("example").getString("pointer")).isEqualTo(examples + "/many/value");
        JsonObject text = explain("GET", "/pets", new JsonObject().put("Accept", "text/plain"))
                .getJsonObject("answer");
        assertThat(text.getString("content_type")).startsWith("text/plain");
        assertThat(text.getJsonObject("example").containsKey("name")).isFalse();
        assertThat(explain("GET", "/pets", new JsonObject().put("Prefer", "example=none"))
                        .getJsonObject("refused")
                        .getString("stage"))
                .isEqualTo("backend");
    }

    @Test
    void namesTheSeedOfWhatIsMadeUp() throws Exception {
        JsonObject usual = pets("code=404");
        assertThat(usual.getInteger("status")).isEqualTo(404);
        assertThat(usual.getJsonObject("generated"))
                .isEqualTo(new JsonObject().put("seed", 0).put("by_turns", false));
        assertThat(usual.getString("body"))
                .isEqualTo(server().call("/pets?__code=404").text());
        JsonObject seeded = pets("code=404, seed=77");
        assertThat(seeded.getJsonObject("generated"))
                .isEqualTo(new JsonObject().put("seed", 77).put("by_turns", false));
        assertThat(seeded.getString("body"))
                .isEqualTo(server().call("/pets?__code=404&__seed=77").text());
        assertThat(pets("code=409"))
                .isEqualTo(new JsonObject()
                        .put("by", "mock")
                        .put("status", 409)
                        .put("content_type", "application/json")
                        .put("body", "5")
                        .put("schema_default", true));
        assertThat(pets("code=503").fieldNames()).doesNotContain("example", "generated", "schema_default");
    }

    @Test
    void tellsOfAnswersThatVaryTheNextOneAndLeavesItThere() throws Exception {
        for (int i = 0; i < 100; i++) {
            JsonObject told = pets("code=404, dynamic=true");
            assertThat(pets("code=404, dynamic=true")).isEqualTo(told);
            assertThat(told.getJsonObject("generated").getBoolean("by_turns")).isTrue();

            // more often than there are different ones
            assertThat(server().call("/pets?__code=404&__dynamic=true").text()).isEqualTo(told.getString("body"));
        }
    }

    @Test
    void tellsTheFirstStageThatRefuses() throws Exception {
        assertThat(stage(explain("GET", "/nowhere", withKey()))).isEqualTo("match 404");
        assertThat(stage(explain("PUT", "/acme/orders", withKey()))).isEqualTo("match 405");
        assertThat(stage(explain("GET", "/acme/orders", new JsonObject()))).isEqualTo("identify 401");
        assertThat(stage(explain("GET", "/acme/orders?limit=x", withKey()))).isEqualTo("validate 400");
        assertThat(stage(explain("GET", "/ACME/orders", new JsonObject()))).isEqualTo("match 400");
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
        assertThat(answer.getString("breaker")).isEqualTo("closed");
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        assertThat(server().post("/v1/explain", new JsonObject()).status()).isEqualTo(400);
        assertThat(server().post("/v1/explain", new JsonObject().put("request", new JsonObject()))
                        .status())
                .isEqualTo(400);
    }
}
