package dev.sluice.process;

import dev.sluice.app.Started;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends requests as any client does. Safe for any thread. */
final class Client {

    /** The service that an empty embedded store starts with. */
    static final String DOCUMENTED = Started.Request.DOCUMENTED.path();

    /** What operators show. */
    static final String TOKEN = "token-of-the-process-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return send("GET", uri, "");
    }

    CompletableFuture<HttpResponse<String>> getAsync(URI uri) {
        return http.sendAsync(request("GET", uri, ""), BodyHandlers.ofString());
    }

    HttpResponse<String> put(URI uri, String json) throws IOException, InterruptedException {
        return send("PUT", uri, json);
    }

    HttpResponse<String> send(String method, URI uri, String json) throws IOException, InterruptedException {
        return http.send(request(method, uri, json), BodyHandlers.ofString());
    }

    private static HttpRequest request(String method, URI uri, String json) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
    }

    /** @return the status, or 0 when there is no answer */
    int status(URI uri) {
        try {
            return get(uri).statusCode();
        } catch (IOException noAnswer) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The only circuit breaker, as {@code /v1/status} of the control port shows it. */
    JsonObject breaker(ServerProcess server) {
        try {
            JsonArray breakers =
                    new JsonObject(get(server.control("/v1/status")).body()).getJsonArray("breakers");
            return breakers.getJsonObject(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A change that maps one client port to server port 22. */
    static String oneMapping(int clientPort) {
        JsonObject mapping = new JsonObject()
                .put("client_port", clientPort)
                .put("server_port", 22)
                .put("protocol", "TCP");
        return new JsonObject().put("ports", new JsonArray().add(mapping)).encode();
    }

    /** @return the client port of the only mapping in an answer */
    static int clientPort(HttpResponse<String> answer) {
        JsonArray mappings = new JsonObject(answer.body()).getJsonArray("ports");
        if (mappings == null || mappings.size() != 1) {
            throw new AssertionError("not one mapping: " + answer.body());
        }
        return mappings.getJsonObject(0).getInteger("client_port");
    }
}
