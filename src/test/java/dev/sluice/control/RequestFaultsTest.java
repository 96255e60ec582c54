package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control port says of requests that break its own contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Operator operator;

    RequestFaultsTest() throws Exception {
        operator = new Operator();
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    private JsonObject refused(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port + path))
                .timeout(PATIENCE);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return new JsonObject(answer.body());
    }

    private static JsonObject first(JsonObject problem) {
        return problem.getJsonArray("errors").getJsonObject(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"on\":\"yes\"}                   | /on          | type",
                "{\"on\":true,\"retry_after\":0}     | /retry_after | minimum",
                "{\"on\":true,\"retry_after\":86401} | /retry_after | maximum",
                "{}                               | ``           | required",
                "{\"on\":true,\"of\":1}              | /of          | additionalProperties",
                "{\"on\":true                       | ``           | json",
                "[]                               | ``           | type"
            })
    void bodiesAreToldByPlace(String body, String pointer, String keyword) throws Exception {
        JsonObject problem = refused("PUT", "/v1/maintenance", body);

        assertThat(first(problem).getString("in")).isEqualTo("body");
        assertThat(first(problem).getString("pointer")).isEqualTo(pointer);
        assertThat(first(problem).getString("keyword")).isEqualTo(keyword);
        assertThat(first(problem).getString("detail")).startsWith("expected ");
    }

    @Test
    void severalFaultsAreAllTold() throws Exception {
        JsonObject problem = refused("PUT", "/v1/maintenance", "{\"retry_after\":0,\"message\":5,\"contract\":[]}");

        assertThat(problem.getJsonArray("errors")).hasSize(4);
        assertThat(problem.getString("detail")).endsWith("; and 1 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/operations/x?contract=Services   | path  | number   | type",
                "/v1/operations/-1?contract=Services  | path  | number   | minimum",
                "/v1/operations                       | query | contract | required",
                "/v1/coverage?min=101                 | query | min      | maximum",
                "/v1/coverage?of=lines                | query | of       | enum"
            })
    void parametersAreToldByName(String path, String in, String name, String keyword) throws Exception {
        JsonObject problem = refused("GET", path, "");

        assertThat(first(problem).getString("in")).isEqualTo(in);
        assertThat(first(problem).getString("name")).isEqualTo(name);
        assertThat(first(problem).getString("keyword")).isEqualTo(keyword);
        assertThat(problem.getString("detail")).startsWith(in + " " + name + ": expected ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/coverage?mim=80                    | mim    | expected one of min, of",
                "GET    | /v1/operations?contract=Services&Filter=x | Filter | expected one of contract, filter",
                "GET    | /v1/status?verbose                     | verbose | expected no parameter",
                "DELETE | /v1/findings?of=x                      | of     | expected no parameter"
            })
    void unknownQueryParametersAreRefused(String method, String path, String name, String expected) throws Exception {
        JsonObject problem = refused(method, path, "");

        assertThat(problem.getJsonArray("errors"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("in", "query")
                                .put("name", name)
                                .put("pointer", "")
                                .put("keyword", "unknown")
                                .put("detail", expected)));
        assertThat(problem.getString("detail")).isEqualTo("query " + name + ": " + expected);
    }

    @Test
    void manyAndLongOnesAreToldInPart() throws Exception {
        StringBuilder path = new StringBuilder("/v1/status?").append("a".repeat(1_000));
        for (int i = 0; i < 100; i++) {
            path.append("&b").append(i);
        }

        JsonObject problem = refused("GET", path.toString(), "");

        assertThat(problem.getJsonArray("errors")).hasSize(10);
        assertThat(first(problem).getString("name")).isEqualTo("a".repeat(64));
    }
}
