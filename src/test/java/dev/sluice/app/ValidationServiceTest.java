package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.ServiceUnderTest.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and contracts that the service is asked about, hostile ones too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationServiceTest {

    private static final String ORDERS = """
            openapi: 3.1.0
            info: {title: Orders, version: '1'}
            paths:
              /orders:
                post:
                  operationId: order
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [sku]
                          properties:
                            sku: {type: string}
                            quantity: {type: integer, minimum: 1}
                  responses:
                    '201':
                      description: made
                      content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}
            """;

    private @Nullable ServiceUnderTest running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running = new ServiceUnderTest("store: {data: '" + folder + "'}\n"
                + "service: {maxBatch: 20, maxContract: 256KiB, maxBody: 1MiB, timeout: 5s}\n"
                + "contracts: [{registry: orders, backend: mock}]\n");
        assertThat(server().upload("orders", ORDERS).status()).isEqualTo(201);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    private ServiceUnderTest server() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    private static JsonObject order(String body) {
        return new JsonObject()
                .put("method", "POST")
                .put("url", "/orders?x=1")
                .put("headers", new JsonObject().put("content-type", new JsonArray().add("application/json")))
                .put("body", body);
    }

    private Answer validate(JsonObject message) throws Exception {
        return server().post(
                        "/v1/validate",
                        new JsonObject().put("contract", "orders").put("message", message));
    }

    @Test
    void everyViolationIsToldWithItsPlace() throws Exception {
        JsonObject answer = validate(new JsonObject()
                        .put("request", order("{\"quantity\":0}"))
                        .put(
                                "response",
                                new JsonObject()
                                        .put("status", 201)
                                        .put("headers", new JsonObject().put("content-type", "application/json"))
                                        .put("body", "{\"id\":\"x\"}")))
                .json();

        assertThat(answer.getString("verdict")).isEqualTo("invalid");
        assertThat(answer.getString("contract")).isEqualTo("orders");
        assertThat(answer.getInteger("version")).isEqualTo(1);
        assertThat(answer.getString("operation")).isEqualTo("order");
        assertThat(answer.getString("route")).isEqualTo("/orders");
        JsonObject request = answer.getJsonObject("request");
        assertThat(request.getInteger("status")).isEqualTo(400);
        assertThat(request.getJsonArray("violations")).hasSize(2);
        assertThat(request.getJsonArray("violations").stream()
                        .map(one -> (JsonObject) one)
                        .map(one -> one.getString("keyword") + " " + one.getString("pointer") + " "
                                + one.getString("file") + ":" + one.getInteger("line")))
                .containsExactlyInAnyOrder("required  openapi.yaml:13", "minimum /quantity openapi.yaml:16");
        assertThat(answer.getJsonObject("response")
                        .getJsonArray("violations")
                        .getJsonObject(0)
                        .getInteger("line"))
                .isEqualTo(20);
        assertThat(answer.encode()).doesNotContain("\"x\"");
    }

    @Test
    void requestAndResponseStandAlone() throws Exception {
        assertThat(validate(new JsonObject().put("request", order("{\"sku\":\"a\"}")))
                        .json()
                        .getString("verdict"))
                .isEqualTo("valid");
        JsonObject response = new JsonObject()
                .put("status", 201)
                .put("headers", new JsonObject().put("content-type", "application/json"))
                .put("bodyBase64", "eyJpZCI6N30=");
        assertThat(validate(new JsonObject().put("operation", "POST /orders").put("response", response))
                        .json()
                        .getString("verdict"))
                .isEqualTo("valid");
        assertThat(validate(new JsonObject().put("response", response)).json().getString("verdict"))
                .isEqualTo("unjudged");
        JsonObject cut = new JsonObject().put("request", order("{\"sku\":").put("bodyTruncated", 99));
        assertThat(validate(cut).json().getJsonObject("request").getString("verdict"))
                .isEqualTo("unjudged");
    }

    @Test
    void whereARequestLeadsNowhereThatIsSaid() throws Exception {
        JsonObject unknown = validate(new JsonObject()
                        .put("request", new JsonObject().put("method", "GET").put("url", "/nowhere")))
                .json();
        JsonObject method = validate(new JsonObject()
                        .put("request", new JsonObject().put("method", "PUT").put("url", "/orders")))
                .json();

        assertThat(unknown.getJsonObject("request").getInteger("status")).isEqualTo(404);
        assertThat(method.getJsonObject("request").getInteger("status")).isEqualTo(405);
        assertThat(method.getJsonObject("request").getString("allow")).isEqualTo("POST");
    }

    @Test
    void aBatchIsJudgedOneByOne() throws Exception {
        JsonArray messages = new JsonArray();
        for (int i = 0; i < 10; i++) {
            messages.add(new JsonObject().put("request", order(i % 2 == 0 ? "{\"sku\":\"a\"}" : "{}")));
        }
        messages.add(new JsonObject()).add(7);

        JsonObject answer = server().post(
                        "/v1/validate",
                        new JsonObject().put("contract", "orders").put("messages", messages))
                .json();

        assertThat(answer.getJsonObject("counts"))
                .isEqualTo(new JsonObject(Map.of("valid", 5, "invalid", 5, "unjudged", 0, "malformed", 2)));
        assertThat(answer.getJsonArray("results")).hasSize(12);
        assertThat(answer.getJsonArray("results").getJsonObject(10).getString("malformed"))
                .isEqualTo("expected a message with request, response or both");
    }

    /** Of a recorded line whose answer is Sluice's own, the request alone is judged. */
    @Test
    void answersOfSluiceItselfAreNotJudged() throws Exception {
        JsonObject limited = new JsonObject()
                .put("refused", "rate-limited")
                .put("request", order("{\"sku\":\"BK-0001\",\"quantity\":1}"))
                .put("response", new JsonObject().put("status", 429));

        JsonObject answer = validate(limited).json();

        assertThat(answer.getString("verdict")).isEqualTo("valid");
        assertThat(answer.getJsonObject("response"))
                .isEqualTo(new JsonObject()
                        .put("verdict", "unjudged")
                        .put("reason", "Sluice has answered itself: rate-limited"));
    }

    @Test
    void withoutANameTheContractsThatAreServedJudge() throws Exception {
        JsonObject message = new JsonObject().put("message", new JsonObject().put("request", order("{}")));
        assertThat(server().post("/v1/validate", message)
                        .json()
                        .getJsonObject("request")
                        .getInteger("status"))
                .isEqualTo(404);
        server().activate("orders", 1);
        JsonObject judged = server().post("/v1/validate", message).json();
        server().delete("/v1/contracts/orders/active");

        assertThat(judged.getJsonObject("request").getInteger("status")).isEqualTo(400);
        assertThat(judged.getString("contract")).isEqualTo("orders");
    }

    static List<JsonObject> wrong() {
        JsonObject message = new JsonObject().put("request", order("{}"));
        return List.of(
                new JsonObject(),
                new JsonObject().put("message", message).put("messages", new JsonArray().add(message)),
                new JsonObject().put("message", message).put("version", 1),
                new JsonObject().put("message", message).put("contract", "../x"),
                new JsonObject().put("message", message).put("contract", 7),
                new JsonObject().put("message", 7),
                new JsonObject().put("messages", new JsonArray()),
                new JsonObject().put("messages", 7),
                new JsonObject().put("message", new JsonObject()),
                new JsonObject().put("message", new JsonObject().put("request", 7)),
                new JsonObject()
                        .put(
                                "message",
                                new JsonObject().put("request", order("{}").put("method", 7))),
                new JsonObject()
                        .put(
                                "message",
                                new JsonObject().put("request", order("{}").put("body", 7))),
                new JsonObject()
                        .put(
                                "message",
                                new JsonObject().put("request", order("{}").put("bodyBase64", "?"))),
                new JsonObject()
                        .put(
                                "message",
                                new JsonObject().put("request", order("{}").put("headers", "a: b"))),
                new JsonObject()
                        .put(
                                "message",
                                new JsonObject()
                                        .put("request", order("{}").put("headers", new JsonObject().put("a", 1)))),
                new JsonObject().put("message", new JsonObject().put("response", new JsonObject().put("status", "x"))),
                new JsonObject().put("message", message.copy().put("redacted", "x")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsNoMessageIsRefusedAndNotRepeated(JsonObject body) throws Exception {
        Answer answer = server().post("/v1/validate", body);

        assertThat(answer.status()).as(body.encode()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().getString("detail")).contains("expected");
    }

    @Test
    void whatThereIsNotIsNotFound() throws Exception {
        JsonObject message = new JsonObject().put("message", new JsonObject().put("request", order("{}")));

        assertThat(server().post("/v1/validate", message.copy().put("contract", "none"))
                        .status())
                .isEqualTo(404);
        assertThat(server().post(
                                "/v1/validate",
                                message.copy().put("contract", "orders").put("version", 9))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBatchOfTooManyIsRefused() throws Exception {
        JsonArray many = new JsonArray(Collections.nCopies(21, new JsonObject().put("request", order("{}"))));

        assertThat(server().post("/v1/validate", new JsonObject().put("messages", many))
                        .status())
                .isEqualTo(413);
    }

    static List<byte[]> hostile() {
        StringBuilder laughs = new StringBuilder("openapi: 3.1.0\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a").append(i).append(": &a").append(i).append(" [");
            laughs.append(String.join(", ", Collections.nCopies(9, "*a" + (i - 1))))
                    .append("]\n");
        }
        List<String> texts = List.of(
                laughs.toString(),
                "[".repeat(100_000),
                "{\"a\":".repeat(50_000),
                "- ".repeat(100_000),
                "a: &a [*a]\n",
                "openapi: 3.1.0\nopenapi: 3.0.0\n",
                "openapi: 3.1.0\ninfo: 7\npaths: []\n",
                "openapi: 99.0.0\n",
                "\uFEFF",
                " ",
                "--- a\n--- b\n",
                "openapi: !!java.net.URL [http://127.0.0.1/]\n",
                "{\"openapi\": \"3.1.0\", \"n\": 1e999999999}",
                ORDERS.replace("{type: string}", "{$ref: 'file:///etc/passwd#/a'}"),
                ORDERS.replace("{type: string}", "{$ref: '../../../../etc/passwd'}"),
                ORDERS.replace("{type: string}", "{$ref: 'http://127.0.0.1:1/x.yaml'}"),
                ORDERS.replace("{type: string}", "{$ref: '#/components/nowhere'}"),
                "x".repeat(300_000));
        List<byte[]> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.getBytes(StandardCharsets.UTF_8)));
        all.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        all.add(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xd8, 0});
        all.add(new byte[] {'P', 'K', 3, 4, 0, 0});
        return all;
    }

    @Test
    void aContractInUtf16IsTaken() throws Exception {
        assertThat(server().send("PUT", "/v1/contracts/wide/content", ORDERS.getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(201);
        assertThat(server().send("DELETE", "/v1/contracts/wide", new byte[0]).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileContractIsRefusedAndNothingIsKept(byte[] bytes) throws Exception {
        long begin = System.nanoTime();
        Answer answer = server().send("PUT", "/v1/contracts/hostile/content", bytes);

        assertThat(answer.status()).as(answer.text()).isIn(413, 422);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("root:x");
        assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
        assertThat(server().get("/v1/contracts/hostile").status()).isEqualTo(404);
        assertThat(server().get("/livez").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/contracts/Hostile/content",
                "/v1/contracts/a%2Fb/content",
                "/v1/contracts/-a/content",
                "/v1/contracts/%2e%2e/content",
                "/v1/contracts/a.b/content",
                "/v1/contracts/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/content"
            })
    void aHostileNameIsRefused(String path) throws Exception {
        assertThat(server().send("PUT", path, ORDERS.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isIn(400, 404);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        assertThat(server().send("PUT", "/v1/contracts/large/content", new byte[(1 << 20) + 1])
                        .status())
                .isEqualTo(413);
        assertThat(server().post(
                                "/v1/contracts",
                                new JsonObject().put("name", "large").put("content", "x".repeat(1 << 20)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void manyOfOneNameAtOnceAreOneVersion() throws Exception {
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return server().upload("race", ORDERS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        List<Integer> statuses =
                all.stream().map(CompletableFuture::join).map(Answer::status).toList();

        assertThat(statuses).allMatch(status -> status == 200 || status == 201 || status == 503);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(server().get("/v1/contracts/race").json().getJsonArray("versions"))
                .hasSize(1);
    }
}
