package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of a mock for Swagger 2.0: its examples, by media type, and what its headers and schemas say. */
class SwaggerAnswersTest {

    private static final MockServer MOCK = MockServer.of("""
            swagger: "2.0"
            basePath: /v1
            produces: [application/json, application/vnd.shop+json]
            paths:
              /example:
                get:
                  responses:
                    200:
                      description: d
                      schema: {type: object, properties: {id: {type: integer}}}
                      examples:
                        application/json: {id: 1}
                        application/vnd.shop+json: {id: 2}
                        text/plain: ignored
              /schema:
                get:
                  responses: {200: {description: d, schema: {$ref: '#/definitions/Named'}}}
              /any:
                get:
                  produces: []
                  responses: {200: {description: d, schema: {type: integer, minimum: 5, maximum: 5}}}
              /file:
                get:
                  produces: [application/pdf]
                  responses: {200: {description: d, schema: {type: file}}}
              /unsaid-file:
                get:
                  produces: []
                  responses: {200: {description: d, schema: {type: file}}}
              /headers:
                get:
                  responses:
                    200:
                      description: d
                      headers:
                        X-Csv: {type: array, items: {type: string, enum: [a]}, minItems: 2, maxItems: 2}
                        X-Ssv: {type: array, collectionFormat: ssv, items: {type: string, enum: ['a,b']}, minItems: 2, maxItems: 2}
                        X-Tsv: {type: array, collectionFormat: tsv, items: {type: string}, x-example: [a, b]}
                        X-Pipes: {type: array, collectionFormat: pipes, items: {type: integer}, x-example: [1, 2]}
              /shared:
                get: {responses: {200: {$ref: '#/responses/Shared'}}}
              /shared-text:
                get: {produces: [text/plain], responses: {200: {$ref: '#/responses/Shared'}}}
            responses:
              Shared: {description: d, schema: {type: string}, examples: {text/plain: a text, application/json: a string}}
            definitions:
              Named: {type: object, required: [name], properties: {name: {type: string, example: Rex}}}
            """);

    @AfterAll
    static void close() {
        MOCK.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "/example | application/json | application/json | {\"id\":1}",
                "/example | application/vnd.shop+json | application/vnd.shop+json | {\"id\":2}",
                "/example | */* | application/json | {\"id\":1}",
                "/schema | */* | application/json | {\"name\":\"Rex\"}",
                "/any | */* | application/json | 5",
                "/shared | */* | application/json | \"a string\"",
                "/shared-text | */* | text/plain | a text"
            })
    void areTheExamplesOfTheMediaType(String path, String accept, String type, String body) throws IOException {
        Answer answer = MOCK.ask("GET", "/v1" + path, "Accept: " + accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith(type);
        assertThat(answer.text()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"/file, application/pdf", "/unsaid-file, application/octet-stream"})
    void areBytesWhereTheContractSaysAFile(String path, String type) throws IOException {
        Answer answer = MOCK.ask("GET", "/v1" + path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(type);
    }

    @Test
    void writeHeadersInTheirCollectionFormat() throws IOException {
        Answer answer = MOCK.ask("GET", "/v1/headers");

        assertThat(answer.header("x-csv")).isEqualTo("a,a");
        assertThat(answer.header("x-ssv")).isEqualTo("a,b a,b");
        assertThat(answer.header("x-tsv")).isEqualTo("a\tb");
        assertThat(answer.header("x-pipes")).isEqualTo("1|2");
    }
}
