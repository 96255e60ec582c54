package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole server, and an operator who has its token. */
final class ServiceUnderTest implements AutoCloseable {

    static final String SHOP = """
            openapi: 3.1.0
            info: {title: Shop, version: '%s'}
            paths:
              /orders/{id}:
                get:
                  operationId: order
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
                  responses:
                    '200':
                      description: it
                      content:
                        application/json:
                          schema: {type: object, required: [release], properties: {release: {type: string}}}
                          example: {release: '%s'}
            """;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Sluice server;
    private final String control;
    private final String data;
    private final String token;
    private final String service;

    ServiceUnderTest(String settings) throws Exception {
        server = Sluice.start(SettingsReader.read(
                        Optional.of(new SettingsFile(
                                "sluice.yaml",
                                "listen: {port: 0, eventLoops: 1}\ncontrol: {port: 0}\nlog: {level: warn}\n"
                                        + settings)),
                        Map.of(),
                        List.of())
                .settings());
        Started started = server.started();
        control = started.control().url();
        data = started.data().url();
        token = started.token().orElseThrow().value();
        service = started.service().map(own -> own.address().url()).orElse("");
    }

    Started started() {
        return server.started();
    }

    static String shop(String release) {
        return SHOP.formatted(release, release);
    }

    record Answer(int status, String type, Buffer content) {

        JsonObject json() {
            return new JsonObject(text());
        }

        String text() {
            return content.toString(StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return content.getBytes();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, new byte[0]);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, new byte[0]);
    }

    Answer put(String path, JsonObject body) throws IOException, InterruptedException {
        return send("PUT", path, body.toBuffer().getBytes(), "Content-Type", "application/json");
    }

    Answer post(String path, JsonObject body) throws IOException, InterruptedException {
        return send("POST", path, body.toBuffer().getBytes(), "Content-Type", "application/json");
    }

    Answer upload(String name, String text) throws IOException, InterruptedException {
        return send("PUT", "/v1/contracts/" + name + "/content", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the text once the server has asked for it (RFC 9110, 10.1.1), and not before. */
    Answer uploadWhenAsked(String name, String text) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(control + "/v1/contracts/" + name + "/content"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .expectContinue(true)
                .PUT(BodyPublishers.ofString(text))
                .build());
    }

    Answer activate(String name, int version) throws IOException, InterruptedException {
        return put("/v1/contracts/" + name + "/active", new JsonObject().put("version", version));
    }

    Answer send(String method, String path, byte[] body, String... fields) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(control + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return answer(request.build());
    }

    /** On the control port, with another token. */
    Answer getAs(String other, String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(control + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + other)
                .build());
    }

    /** On the port of the service. */
    Answer ask(String method, String path, String token, JsonObject body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service + path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
                .build());
    }

    /** What would happen to a request without a body. */
    JsonObject explain(String method, String url, JsonObject headers) throws IOException, InterruptedException {
        return explain(new JsonObject().put("method", method).put("url", url).put("headers", headers));
    }

    JsonObject explain(JsonObject request) throws IOException, InterruptedException {
        Answer answer = post("/v1/explain", new JsonObject().put("request", request));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** Where clients call. */
    Answer call(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(data + path))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    private static Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        return new Answer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                Buffer.buffer(answer.body()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
