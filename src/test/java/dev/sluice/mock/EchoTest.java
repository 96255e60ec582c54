package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.validation.Coded;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that repeat what the request carries. */
class EchoTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: t, version: v}
            x-sluice-mock: {echo: true}
            components:
              requestBodies:
                any: {content: {application/json: {schema: {}}}}
              responses:
                flat: {description: d, content: {application/json: {example: {id: 1, name: n, tags: [a], other: o}, schema: {type: object, properties: {id: {type: [integer, string]}, name: {type: string, maxLength: 5}, tags: {type: array}}}}}}
                wrapped: {description: d, content: {application/json: {example: {request: r, data: {id: 1, name: n}}}}}
                two: {description: d, content: {application/json: {example: {a: {name: n}, b: {name: n}}}}}
                nested: {description: d, content: {application/json: {example: {server: {id: 1, name: n, size: 2}}, schema: {type: object, properties: {server: {type: object, required: [id], properties: {size: {type: integer}}}}}}}}
                list: {description: d, content: {application/json: {example: [{name: n}]}}}
            paths:
              /things/{thingId}:
                parameters: [{in: path, name: thingId, required: true, schema: {type: integer}}]
                put: {requestBody: {$ref: '#/components/requestBodies/any'}, responses: {"200": {$ref: '#/components/responses/flat'}}}
                patch: {requestBody: {$ref: '#/components/requestBodies/any'}, responses: {"200": {$ref: '#/components/responses/wrapped'}}}
                post: {requestBody: {$ref: '#/components/requestBodies/any'}, responses: {"200": {$ref: '#/components/responses/nested'}}}
                delete: {x-sluice-mock: {echo: false}, responses: {"200": {$ref: '#/components/responses/flat'}}}
              /two: {post: {requestBody: {$ref: '#/components/requestBodies/any'}, responses: {"200": {$ref: '#/components/responses/two'}}}}
              /list: {post: {requestBody: {$ref: '#/components/requestBodies/any'}, responses: {"200": {$ref: '#/components/responses/list'}}}}
              /projects/{project_id}/things:
                parameters: [{in: path, name: project_id, required: true, schema: {type: string}}]
                post: {requestBody: {$ref: '#/components/requestBodies/any'}, responses: {"200": {description: d, content: {application/json: {example: {id: 1, projectId: p, name: n}}}}}}
            """;

    private static final MockServer MOCK = MockServer.of(CONTRACT);

    @AfterAll
    static void close() {
        MOCK.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    PUT    | /things/9        | {"name":"new"}               | {"id":9,"name":"new","tags":["a"],"other":"o"}
                    PUT    | /things/9        | {"name":"too long","tags":[]}| {"id":9,"name":"n","tags":[],"other":"o"}
                    PUT    | /things/9        | {"id":3,"unknown":1}         | {"id":9,"name":"n","tags":["a"],"other":"o"}
                    PUT    | /things/9        | {"data":{"name":"in"}}       | {"id":9,"name":"in","tags":["a"],"other":"o"}
                    PUT    | /things/9        | []                           | {"id":9,"name":"n","tags":["a"],"other":"o"}
                    PATCH  | /things/9        | {"name":"new"}               | {"request":"r","data":{"id":9,"name":"new"}}
                    POST   | /things/9        | {"server":{"name":"new"}}    | {"server":{"id":1,"name":"new","size":2}}
                    POST   | /things/9        | {"server":{"name":"new","size":"x"}} | {"server":{"id":1,"name":"new","size":2}}
                    DELETE | /things/9        |                              | {"id":1,"name":"n","tags":["a"],"other":"o"}
                    POST   | /two             | {"name":"new"}               | {"a":{"name":"n"},"b":{"name":"n"}}
                    POST   | /list            | {"name":"new"}               | [{"name":"n"}]
                    POST   | /projects/p7/things | {"name":"new"}            | {"id":1,"projectId":"p7","name":"new"}
                    """)
    void repeatsWhatTheAnswerHasAPlaceFor(String method, String path, String body, String expected) throws IOException {
        String sent = body == null ? "" : body;
        List<String> headers = sent.isEmpty() ? List.of() : List.of("Content-Type: application/json");

        assertThat(MOCK.ask(method, path, headers, sent).text()).isEqualTo(expected);
    }

    @Test
    void readsWhatABodyInACodingSays() throws IOException {
        byte[] body = Coded.gzipMember("{\"name\":\"new\"}".getBytes(StandardCharsets.UTF_8), new Random(1));
        List<String> headers = List.of("Content-Type: application/json", "Content-Encoding: gzip");

        String answer = MOCK.ask("PUT", "/things/9", headers, new String(body, StandardCharsets.ISO_8859_1))
                .text();

        assertThat(new JsonObject(answer).getString("name")).isEqualTo("new");
    }

    @Test
    void readsLongBodiesElsewhere() throws IOException {
        String tags = "\"" + "x".repeat(500) + "\",";
        String body = "{\"tags\":[" + tags.repeat(400) + "1]}";

        String answer = MOCK.ask("PUT", "/things/9", List.of("Content-Type: application/json"), body)
                .text();

        assertThat(new JsonObject(answer).getJsonArray("tags")).hasSize(401);
    }

    @Test
    void repeatsNothingWhereItIsNotAskedTo() throws IOException {
        String silent = CONTRACT.replace("x-sluice-mock: {echo: true}\n", "");
        try (MockServer mock = MockServer.of(silent)) {
            assertThat(mock.backend().readsBodies()).isFalse();
            assertThat(mock.ask("PUT", "/things/9", List.of("Content-Type: application/json"), "{\"name\":\"b\"}")
                            .text())
                    .isEqualTo("{\"id\":1,\"name\":\"n\",\"tags\":[\"a\"],\"other\":\"o\"}");
        }
        try (MockServer mock = MockServer.of(silent, new MockSettings(false, 0, true, true))) {
            assertThat(mock.ask("PUT", "/things/9", List.of("Content-Type: application/json"), "{\"name\":\"b\"}")
                            .text())
                    .isEqualTo("{\"id\":9,\"name\":\"b\",\"tags\":[\"a\"],\"other\":\"o\"}");
        }
    }
}
