package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.contract.Contracts;
import dev.sluice.judge.Judgement;
import dev.sluice.judge.MessageJudge;
import dev.sluice.judge.Verdict;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.traffic.message.TrafficEntry;
import dev.sluice.traffic.message.TrafficFile;
import dev.sluice.traffic.message.TrafficReader;
import dev.sluice.validation.UnknownParameters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every exchange of a server is a line of its recording, without secrets. */
@Timeout(120)
class RecordingTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: Shop, version: '1' }
            components: { securitySchemes: { key: { type: apiKey, in: query, name: k } } }
            paths:
              /carts/{id}:
                parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
                put:
                  security: [ {}, { key: [] } ]
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            note: { type: string }
                            code: { type: string, writeOnly: true }
                      text/plain: {}
                      application/octet-stream: {}
                  responses:
                    '200':
                      description: ok
                      content: { application/json: { schema: { type: object }, example: { total: 7, token: t0k } } }
                get:
                  responses: { '204': { description: nothing } }
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Sluice server;
    private @Nullable Vertx vertx;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private Path file() {
        return folder.resolve("r.ndjson");
    }

    private void start(String... more) throws Exception {
        Path contract = folder.resolve("shop.yaml");
        Files.writeString(contract, CONTRACT);
        List<Flag> flags = new ArrayList<>(List.of(
                new Flag("test", "contracts", "[{file: " + contract + ", backend: mock}]"),
                new Flag("test", "listen.port", "0"),
                new Flag("test", "control.port", "0"),
                new Flag("test", "record.file", file().toString())));
        for (int i = 0; i < more.length; i += 2) {
            String key = more[i];
            flags.removeIf(flag -> flag.key().equals(key));
            flags.add(new Flag("test", key, more[i + 1]));
        }
        Settings settings =
                SettingsReader.read(Optional.empty(), Map.of(), flags).settings();
        server = Sluice.start(settings);
    }

    private String url() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.started().data().url();
    }

    private HttpResponse<String> send(String method, String target, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + target)).method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Something that is looked for, and may fail meanwhile. */
    private interface Look {
        boolean holds() throws Exception;
    }

    private static void eventually(Look look) {
        Eventually.holds(() -> {
            try {
                return look.holds();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<JsonObject> lines(int count) throws Exception {
        eventually(() -> Files.readAllLines(file()).size() >= count);
        return Files.readAllLines(file()).stream().map(JsonObject::new).toList();
    }

    @Test
    void aLineHoldsRequestAndAnswerWithoutSecrets() throws Exception {
        start();
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        send(
                "PUT",
                "/carts/7?k=s3cret&x=1",
                BodyPublishers.ofString("{\"note\": \"é\", \"code\": \"s3cret\"}"),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer s3cret",
                "X-More",
                "a",
                "X-More",
                "b");

        JsonObject line = lines(1).get(0);
        assertThat(Files.readString(file())).doesNotContain("s3cret", "t0k");
        assertThat(line.getInstant("time")).isBetween(before, Instant.now());
        assertThat(line.getDouble("millis")).isPositive();
        assertThat(line.getString("contract")).endsWith("shop.yaml");
        assertThat(line.getString("operation")).isEqualTo("PUT /carts/{id}");
        assertThat(line.containsKey("refused")).isFalse();
        JsonObject request = line.getJsonObject("request");
        assertThat(request.getString("method")).isEqualTo("PUT");
        assertThat(request.getString("url")).isEqualTo("/carts/7?k=%5Bredacted%5D&x=1");
        assertThat(request.getString("body")).isEqualTo("{\"note\": \"é\", \"code\": \"[redacted]\"}");
        assertThat(request.getJsonObject("headers").getMap())
                .contains(
                        Map.entry("authorization", "[redacted]"),
                        Map.entry("x-more", new JsonArray().add("a").add("b").getList()));
        JsonObject response = line.getJsonObject("response");
        assertThat(response.getInteger("status")).isEqualTo(200);
        assertThat(response.getJsonObject("headers").getString("content-type")).isEqualTo("application/json");
        assertThat(new JsonObject(response.getString("body")))
                .isEqualTo(new JsonObject().put("total", 7).put("token", "[redacted]"));
        assertThat(line.getJsonArray("redacted"))
                .containsExactlyInAnyOrder(
                        "/request/query/k",
                        "/request/headers/authorization",
                        "/request/body/code",
                        "/response/body/token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void refusalsAreThereToo() throws Exception {
        start();
        send("GET", "/nowhere", BodyPublishers.noBody());
        send("PUT", "/carts/7", BodyPublishers.ofString("{]"), "Content-Type", "application/json");
        send("PUT", "/carts/7", BodyPublishers.ofString("<a/>"), "Content-Type", "text/xml");

        List<JsonObject> lines = lines(3);
        assertThat(lines)
                .extracting(line -> line.getJsonObject("response").getInteger("status"))
                .containsExactly(404, 400, 415);
        assertThat(lines)
                .extracting(line -> line.getString("refused"))
                .containsExactly("no-such-path", "invalid-request", "unsupported-media-type");
        assertThat(lines.get(0).containsKey("operation")).isFalse();
        assertThat(lines.get(1).getJsonObject("request").getString("body")).isEqualTo("{[redacted]");
        // it was never read
        assertThat(lines.get(2).getJsonObject("request").getString("body")).isEmpty();
        assertThat(lines.get(2).getJsonObject("request").getInteger("bodyTruncated"))
                .isEqualTo(4);
    }

    /** The contract declares no 400, and no 503: nobody behind Sluice has answered so. */
    @Test
    void answersOfSluiceItselfAreNoFindings() throws Exception {
        Path contract = folder.resolve("shop.yaml");
        start(
                "contracts",
                "[{file: " + contract + ", backend: proxy, upstream: gone}]",
                "upstreams",
                "{gone: {targets: ['http://127.0.0.1:1']}}");
        send("PUT", "/carts/7", BodyPublishers.ofString("{]"), "Content-Type", "application/json");
        send("GET", "/carts/7", BodyPublishers.noBody());
        lines(2);

        MessageJudge judge = new MessageJudge(List.of(Contracts.load(contract)), UnknownParameters.ALLOW);
        List<Judgement> judged = new ArrayList<>();
        try (TrafficReader reader = TrafficFile.open(Files.newInputStream(file()))) {
            while (reader.next() instanceof TrafficEntry.Message message) {
                judged.add(judge.judge(message.exchange()));
            }
        }

        assertThat(judged)
                .extracting(Judgement::answer)
                .containsExactly(new Verdict.OwnAnswer("invalid-request"), new Verdict.OwnAnswer("bad-gateway"));
        assertThat(judged).extracting(Judgement::isValid).containsExactly(false, true);
    }

    @Test
    void whatIsNoRequestIsNoLine() throws Exception {
        start();
        for (String head : List.of("GARBAGE\r\n\r\n", "GET /x y HTTP/1.1\r\n\r\n")) {
            try (RawConnection broken = new RawConnection(URI.create(url()).getPort())) {
                assertThat(broken.send(head).read().status()).as(head).isEqualTo(400);
            }
        }
        send("GET", "/nowhere", BodyPublishers.noBody());

        assertThat(lines(1))
                .extracting(line -> line.getJsonObject("request").getString("url"))
                .containsExactly("/nowhere");
    }

    @Test
    void aClientThatLeftHasNoAnswer() throws Exception {
        start("mock.latency", "30s");
        try (RawConnection left = new RawConnection(URI.create(url()).getPort())) {
            left.send("GET /carts/7 HTTP/1.1\r\nHost: h\r\n\r\n");
            eventually(() -> metric("sluice_http_connections") >= 1);
        }

        JsonObject line = lines(1).get(0);
        assertThat(line.getString("operation")).isEqualTo("GET /carts/{id}");
        assertThat(line.containsKey("response")).isFalse();
        assertThat(line.containsKey("refused")).isFalse();
    }

    private double metric(String name) throws Exception {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        URI metrics = URI.create(server.started().control().url() + "/metrics");
        String text = client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void longBodiesAreCutAndOthersAreLeftOut() throws Exception {
        start("record.maxBody", "20B");
        send(
                "PUT",
                "/carts/7",
                BodyPublishers.ofString("{\"note\":\"x\",\"n\":12345678901234}"),
                "Content-Type",
                "application/json");
        send("PUT", "/carts/7", BodyPublishers.ofString("plain"), "Content-Type", "text/plain");

        List<JsonObject> lines = lines(2);
        JsonObject cut = lines.get(0).getJsonObject("request");
        assertThat(cut.getString("body")).isEqualTo("{\"note\":\"x\",\"n\":1234");
        assertThat(cut.getInteger("bodyTruncated")).isEqualTo(31);
        JsonObject other = lines.get(1).getJsonObject("request");
        assertThat(other.getString("body")).isEmpty();
        assertThat(other.getInteger("bodyTruncated")).isEqualTo(5);
    }

    @Test
    void allBodiesWhereTheyAreWanted() throws Exception {
        start("record.bodies", "all");
        send("PUT", "/carts/7", BodyPublishers.ofString("plain"), "Content-Type", "text/plain");
        send(
                "PUT",
                "/carts/7",
                BodyPublishers.ofByteArray(new byte[] {-1, 0}),
                "Content-Type",
                "application/octet-stream");

        List<JsonObject> lines = lines(2);
        assertThat(lines.get(0).getJsonObject("request").getString("body")).isEqualTo("plain");
        assertThat(lines.get(1).getJsonObject("request").getString("bodyBase64"))
                .isEqualTo("/wA=");
    }

    @Test
    void bodiesThatStreamThroughAProxyAreCopied() throws Exception {
        vertx = Vertx.vertx();
        HttpServer upstream = vertx.createHttpServer()
                .requestHandler(RecordingTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        Path contract = folder.resolve("shop.yaml");
        start(
                "contracts",
                "[{file: " + contract + ", backend: proxy, upstream: u}]",
                "upstreams",
                "{u: {targets: ['http://127.0.0.1:" + upstream.actualPort() + "']}}",
                "validation.request",
                "off",
                "record.maxBody",
                "40KiB");
        String small = "{\"note\":\"a\",\"code\":\"s3cret\"}";
        String large = "{\"note\":\"" + "a".repeat(300_000) + "\"}";
        assertThat(send("PUT", "/carts/7", BodyPublishers.ofString(small), "Content-Type", "application/json")
                        .body())
                .isEqualTo("{\"n\":1,\"token\":\"s3cret\",\"rest\":\"" + small.length() + "\"}");
        send("PUT", "/carts/8", BodyPublishers.ofString(large), "Content-Type", "application/json");

        List<JsonObject> lines = lines(2);
        assertThat(Files.readString(file())).doesNotContain("s3cret");
        assertThat(lines.get(0).getJsonObject("request").getString("body"))
                .isEqualTo("{\"note\":\"a\",\"code\":\"[redacted]\"}");
        assertThat(lines.get(0).getJsonObject("response").getString("body"))
                .isEqualTo("{\"n\":1,\"token\":\"[redacted]\",\"rest\":\"28\"}");
        assertThat(lines.get(1).getJsonObject("request").getInteger("bodyTruncated"))
                .isEqualTo(large.length());
    }

    private static void answer(HttpServerRequest request) {
        request.response().setChunked(true).putHeader("Content-Type", "application/json");
        request.response().write("{\"n\":1,\"token\":\"s3");
        request.body()
                .onSuccess(body -> request.response().end(Buffer.buffer("cret\",\"rest\":\"" + body.length() + "\"}")));
    }

    @Test
    void aFolderThatIsTakenAwayStopsNobody() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path recording = inner.resolve("r.ndjson");
        start("record.file", recording.toString());
        send("GET", "/carts/7", BodyPublishers.noBody());
        eventually(() -> Files.size(recording) > 0);
        Files.delete(recording);
        Files.delete(inner);

        eventually(() -> {
            assertThat(send("GET", "/carts/7", BodyPublishers.noBody()).statusCode())
                    .isEqualTo(204);
            return metric("sluice_record_dropped_total") > 0;
        });
        Files.createDirectory(inner);
        eventually(() -> {
            assertThat(send("GET", "/carts/7", BodyPublishers.noBody()).statusCode())
                    .isEqualTo(204);
            return Files.exists(recording) && Files.size(recording) > 0;
        });
        assertThat(Files.readAllLines(recording))
                .allSatisfy(line -> assertThat(line).startsWith("{\"time\":"));
    }

    @Test
    void aFileThatHoldsSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(file(), "precious");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot record to " + file() + ": it is something else");
        assertThat(file()).hasContent("precious");
    }
}
