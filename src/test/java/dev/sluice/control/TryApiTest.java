package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data port is a server of the test's own. */
class TryApiTest {

    private static final ControlSettings HASTY =
            new ControlSettings("127.0.0.1", 0, Duration.ofSeconds(3), Duration.ofSeconds(60), 1024);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Operator operator;
    private int dataPort;

    TryApiTest() throws Exception {
        operator = new Operator(HASTY);
    }

    @BeforeEach
    void listen() throws Exception {
        HttpServer server = Operator.await(operator.vertx
                .createHttpServer()
                .requestHandler(TryApiTest::answer)
                .listen(0, "127.0.0.1"));
        dataPort = server.actualPort();
        operator.data.set(URI.create("http://127.0.0.1:" + dataPort));
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/large" -> request.response().end(Buffer.buffer("x".repeat(DataClient.MAX_BODY + 1)));
            case "/fits" -> request.response().end(Buffer.buffer("x".repeat(DataClient.MAX_BODY)));
            case "/bytes" -> request.response().end(Buffer.buffer(new byte[] {(byte) 0xff, 0, 1}));
            case "/never" -> {}
            case "/endless" -> {
                request.response().setChunked(true).write("some");
            }
            case "/away" -> request.connection().close();
            case "/moved" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/echo")
                        .end();
            default ->
                request.body()
                        .onSuccess(body -> request.response()
                                .setStatusCode(202)
                                .putHeader("X-Seen", "a")
                                .putHeader("X-Twice", "b")
                                .end(new JsonObject()
                                        .put("method", request.method().name())
                                        .put("uri", request.uri())
                                        .put("host", request.getHeader("host"))
                                        .put(
                                                "keys",
                                                new JsonArray(request.headers().getAll("X-Key")))
                                        .put("body", body.toString())
                                        .encode()));
        }
    }

    private CompletableFuture<HttpResponse<String>> sent(String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port + "/v1/try"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonObject tried(JsonObject wanted) {
        HttpResponse<String> answer = sent(wanted.encode()).join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject get(String path) {
        return new JsonObject().put("method", "GET").put("path", path);
    }

    @Test
    void sendsOneRequestAndTellsWhatCame() {
        JsonObject answer = tried(new JsonObject()
                .put("method", "PATCH")
                .put("path", "/echo/%20?a=%2f&b")
                .put(
                        "headers",
                        new JsonObject().put("X-Key", new JsonArray().add("1").add("2")))
                .put("body", "größe"));

        assertThat(answer.getInteger("status")).isEqualTo(202);
        assertThat(answer.getJsonArray("headers"))
                .contains(new JsonArray().add("X-Twice").add("b"));
        assertThat(answer.getDouble("millis")).isPositive();
        JsonObject seen = new JsonObject(answer.getString("body"));
        assertThat(seen.getString("method")).isEqualTo("PATCH");
        assertThat(seen.getString("uri")).isEqualTo("/echo/%20?a=%2f&b");
        assertThat(seen.getString("host")).isEqualTo("127.0.0.1:" + dataPort);
        assertThat(seen.getJsonArray("keys")).containsExactly("1", "2");
        assertThat(seen.getString("body")).isEqualTo("größe");
    }

    @Test
    void keepsAnAnswerUpToASize() {
        JsonObject large = tried(get("/large"));
        JsonObject fits = tried(get("/fits"));

        assertThat(large.getString("body")).hasSize(DataClient.MAX_BODY);
        assertThat(large.getBoolean("cut")).isTrue();
        assertThat(fits.getString("body")).hasSize(DataClient.MAX_BODY);
        assertThat(fits.containsKey("cut")).isFalse();
    }

    @Test
    void tellsBytesThatAreNoTextInBase64() {
        JsonObject answer = tried(get("/bytes"));

        assertThat(answer.getString("body_base64")).isEqualTo("/wAB");
        assertThat(answer.containsKey("body")).isFalse();
    }

    @Test
    void followsNoRedirect() {
        assertThat(tried(get("/moved")).getInteger("status")).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/never", "/endless", "/away"})
    void waitsForSoLong(String path) {
        HttpResponse<String> answer = sent(get(path).encode()).join();

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("the data port gave no answer");
    }

    @Test
    void sendsSoManyAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < TryApi.MOST_AT_ONCE + 4; i++) {
            all.add(sent(get("/never").encode()));
        }

        List<Integer> statuses =
                all.stream().map(answer -> answer.join().statusCode()).toList();

        assertThat(statuses).filteredOn(status -> status == 503).hasSize(4);
        assertThat(statuses).filteredOn(status -> status == 502).hasSize(TryApi.MOST_AT_ONCE);
        assertThat(tried(get("/echo")).getInteger("status")).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"method\":\"GET\"}",
                "{\"method\":\"CONNECT\",\"path\":\"/\"}",
                "{\"method\":\"GET\",\"path\":\"http://127.0.0.1:1/\"}",
                "{\"method\":\"GET\",\"path\":\"@elsewhere.example/\"}",
                "{\"method\":\"GET\",\"path\":\"/a b\"}",
                "{\"method\":\"GET\",\"path\":\"/a\\r\\nHost: x\"}",
                "{\"method\":\"GET\",\"path\":\"/#f\"}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"Host\":\"other\"}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"transfer-ENCODING\":\"chunked\"}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"Content-Length\":\"9\"}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"X\":\"a\\r\\nY: b\"}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"X Y\":\"a\"}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"\":\"a\"}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"X\":1}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"X\":[1]}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"body\":\"a\",\"body_base64\":\"YQ==\"}",
                "{\"method\":\"GET\",\"path\":\"/\",\"body_base64\":\"*\"}",
                "{\"method\":\"GET\",\"path\":\"/\",\"url\":\"http://elsewhere.example\"}"
            })
    void sendsNothingElse(String body) {
        HttpResponse<String> answer = sent(body).join();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void takesADescriptionUpToASize() {
        assertThat(tried(get("/echo").put("method", "POST").put("body", "x".repeat(400_000)))
                        .getInteger("status"))
                .isEqualTo(202);
        assertThat(sent(get("/echo").put("body", "x".repeat(TryApi.MAX_REQUEST)).encode())
                        .join()
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void saysThatThereIsNoDataPortYet() {
        operator.data.set(null);

        assertThat(sent(get("/").encode()).join().statusCode()).isEqualTo(503);
    }
}
