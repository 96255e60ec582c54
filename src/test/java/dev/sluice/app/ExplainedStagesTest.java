package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An explanation names the stage that ends a request at the data port, and none where it goes on. */
class ExplainedStagesTest {

    private static final String SHOP = """
            openapi: 3.1.0
            info: {title: Shop, version: '1'}
            x-sluice-project: shop
            paths:
              /{shop}/strict: &item
                get: &get
                  parameters:
                    - {name: shop, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
                    - {name: limit, in: query, schema: {type: integer}}
                  responses: {'200': {description: them}}
                post: &post
                  parameters:
                    - {name: shop, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
                  requestBody: {content: {application/json: {schema: {type: object}}}}
                  responses: {'201': {description: it}}
              /{shop}/report:
                x-sluice-validation: {request: report}
                get: *get
                post: *post
              /{shop}/off:
                x-sluice-validation: {request: off}
                get: *get
                post: *post
              /{shop}/faulty:
                x-sluice-faults: {reset: 1%, 'status:503': 2%}
                get: *get
            """;

    private static final String FRAIL = """
            openapi: 3.1.0
            info: {title: Frail, version: '1'}
            paths:
              /frail:
                get: {responses: {'200': {description: it}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable ServiceUnderTest running;

    @BeforeEach
    void start() throws Exception {
        Path shop = Files.writeString(folder.resolve("shop.yaml"), SHOP);
        Path relaxed = Files.writeString(
                folder.resolve("relaxed.yaml"),
                SHOP.replace("Shop", "Relaxed").replace("/{shop}/", "/{shop}/relaxed/"));
        Path frail = Files.writeString(folder.resolve("frail.yaml"), FRAIL);
        running = new ServiceUnderTest("store: {data: '" + folder + "'}\n"
                + "mock: {faults: 'truncate=3%'}\n"
                + "http: {cors: {origins: ['https://shop.example'], methods: [GET, PUT]}}\n"
                + "contracts:\n"
                + "  - {file: '" + shop + "', backend: mock}\n"
                + "  - {file: '" + relaxed + "', backend: mock, validation: {request: report}}\n"
                + "  - {file: '" + frail + "', backend: proxy, upstream: frail}\n"
                + "upstreams: {frail: {targets: ['http://127.0.0.1:1'],"
                + " breaker: {minimumCalls: 1, windowSize: 1, openFor: 10m}}}\n");
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
        JsonObject request =
                new JsonObject().put("method", method).put("url", url).put("headers", headers);
        if (method.equals("POST")) {
            request.put("body", "{}");
            headers.put("Content-Type", "application/json");
        }
        return server().explain(request);
    }

    private JsonObject explain(String url) throws Exception {
        return explain("GET", url, new JsonObject());
    }

    private static String stage(JsonObject told) {
        JsonObject refused = told.getJsonObject("refused");
        return refused == null ? "none" : refused.getString("stage") + " " + refused.getInteger("status");
    }

    private void agrees(String url, String stage, int status) throws Exception {
        JsonObject told = explain(url);

        assertThat(stage(told)).as(url).isEqualTo(stage);
        assertThat(told.getJsonObject("request").getString("verdict")).isEqualTo("invalid");
        assertThat(server().call(url).status()).as(url).isEqualTo(status);
    }

    @Test
    void whatIsOnlyReportedOrNotLookedAtGoesOn() throws Exception {
        agrees("/acme/strict?limit=x", "validate 400", 400);
        agrees("/acme/report?limit=x", "none", 200);
        agrees("/acme/off?limit=x", "none", 200);
        agrees("/acme/relaxed/strict?limit=x", "none", 200);
    }

    @Test
    void aPathThatBreaksTheContractIsNotMatched() throws Exception {
        agrees("/ACME/strict", "match 400", 400);
        agrees("/ACME/report", "none", 200);
        agrees("/ACME/off", "none", 200);
    }

    @Test
    void theHeadIsJudgedFirst() throws Exception {
        assertThat(stage(explain("GET", "/acme/off", new JsonObject().put("Expect", "foo"))))
                .isEqualTo("match 417");
        assertThat(stage(explain("POST", "/acme/strict", new JsonObject().put("Content-Encoding", "br"))))
                .isEqualTo("match 415");
        server().put("/v1/maintenance", new JsonObject().put("on", true));
        assertThat(stage(explain("GET", "/acme/off", new JsonObject().put("Expect", "foo"))))
                .isEqualTo("match 417");
        assertThat(stage(explain("POST", "/acme/strict", new JsonObject().put("Content-Encoding", "br"))))
                .isEqualTo("maintenance 503");
        assertThat(stage(explain("/ACME/strict"))).isEqualTo("maintenance 503");
    }

    @Test
    void preflightsAreAnsweredBeforeAllElse() throws Exception {
        preflight("https://shop.example", "/acme/strict", "none", 204);
        preflight("https://evil.example", "/acme/strict", "preflight 403", 403);
        preflight("https://shop.example", "/nowhere", "match 404", 404);
        server().put("/v1/maintenance", new JsonObject().put("on", true));
        preflight("https://shop.example", "/acme/strict", "none", 204);
        preflight("https://shop.example", "/nowhere", "maintenance 503", 503);

        JsonObject told = explain("OPTIONS", "/acme/strict", asking("https://shop.example"));

        assertThat(told.getJsonObject("answer"))
                .isEqualTo(new JsonObject()
                        .put("by", "cors")
                        .put("status", 204)
                        .put("methods", "GET")
                        .put("headers", "x-one, content-type"));
        assertThat(told.getJsonObject("request").getString("verdict")).isEqualTo("unjudged");
        assertThat(told.containsKey("caller")).isFalse();
        assertThat(stage(explain("OPTIONS", "/acme/strict", new JsonObject().put("Origin", "https://shop.example"))))
                .isEqualTo("maintenance 503");
    }

    private static JsonObject asking(String origin) {
        return new JsonObject()
                .put("Origin", origin)
                .put("Access-Control-Request-Method", "PUT")
                .put("Access-Control-Request-Headers", "x-one, content-type");
    }

    private void preflight(String origin, String path, String stage, int status) throws Exception {
        JsonObject told = explain("OPTIONS", path, asking(origin));

        assertThat(stage(told)).isEqualTo(stage);
        try (RawConnection client = new RawConnection(server().started().data().port())) {
            client.send("OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                    + "\r\nAccess-Control-Request-Method: PUT\r\n"
                    + "Access-Control-Request-Headers: x-one, content-type\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(status);
        }
    }

    @Test
    void anOpenBreakerRefuses() throws Exception {
        assertThat(stage(explain("/frail"))).isEqualTo("none");

        assertThat(server().call("/frail").status()).isBetween(500, 599);

        JsonObject told = explain("/frail");
        assertThat(told.getJsonObject("answer").getString("breaker")).isEqualTo("open");
        assertThat(stage(told)).isEqualTo("backend 503");
        assertThat(server().call("/frail").status()).isEqualTo(503);
    }

    @Test
    void namesWhatMayGoWrongOnPurpose() throws Exception {
        assertThat(explain("/acme/faulty").getJsonObject("answer").getJsonArray("faults"))
                .isEqualTo(new JsonArray().add("reset=1%").add("status:503=2%"));
        assertThat(explain("/acme/strict").getJsonObject("answer").getJsonArray("faults"))
                .isEqualTo(new JsonArray().add("truncate=3%"));
    }

    @Test
    void everyStageIsInTheContract() throws Exception {
        assertThat(Files.readString(Path.of("openapi/control.yaml"), StandardCharsets.UTF_8))
                .contains("(match, preflight, maintenance, identify, authorize, limit, confirm, validate, backend)");
    }
}
