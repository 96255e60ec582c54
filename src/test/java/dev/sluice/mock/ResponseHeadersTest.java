package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers of answers, as their contract declares them. */
class ResponseHeadersTest {

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: t, version: v}
            paths:
              /orders/{id}/items:
                parameters: [{in: path, name: id, required: true, schema: {type: string}}]
                post:
                  responses:
                    "201":
                      description: d
                      headers:
                        Location: {schema: {type: string}}
                        X-Example: {schema: {type: string}, example: from the example}
                        X-Examples: {schema: {type: string}, examples: {one: {value: first}, two: {value: second}}}
                        X-Schema: {schema: {type: string, example: of the schema}}
                        X-Default: {schema: {type: integer, default: 20}}
                        X-List: {schema: {type: array, items: {type: string}}, example: [a, b]}
                        X-Object: {schema: {type: object}, example: {a: 1, b: x}}
                        X-Exploded: {explode: true, schema: {type: object}, example: {a: 1, b: x}}
                        X-Json: {content: {application/json: {schema: {type: object}, example: {a: é}}}}
                        X-Generated: {required: true, schema: {type: integer}}
                        X-Unwritable: {schema: {type: integer}, example: "a\\nb"}
                        Set-Cookie: {schema: {type: string}}
                        ETag: {schema: {type: string}}
                        Content-Length: {schema: {type: integer}, example: 99}
                        Content-Encoding: {schema: {type: string}, example: gzip}
                        X-Request-Id: {schema: {type: string}, example: mine}
                        Date: {schema: {type: string}, example: today}
            """;

    private static final MockServer MOCK = MockServer.of(CONTRACT);

    @AfterAll
    static void close() {
        MOCK.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    Location     | /orders/1/items/1
                    X-Example    | from the example
                    X-Examples   | first
                    X-Schema     | of the schema
                    X-Default    | 20
                    X-List       | a,b
                    X-Object     | a,1,b,x
                    X-Exploded   | a=1,b=x
                    X-Json       | {"a":"\\u00e9"}
                    Set-Cookie   | mock=1; Path=/
                    ETag         | "mock"
                    Content-Length | 0
                    """)
    void saysWhatIsDeclared(String name, String value) throws IOException {
        assertThat(MOCK.ask("POST", "/orders/1/items").header(name)).isEqualTo(value);
    }

    @Test
    void locatesWhatTheAnswerShows() throws IOException {
        String contract = """
                openapi: 3.1.0
                info: {title: t, version: v}
                paths:
                  /pets:
                    post:
                      responses:
                        "201": {description: d, headers: {Location: {schema: {type: string}}}, content: {application/json: {example: {id: a b}}}}
                """;
        try (MockServer mock = MockServer.of(contract)) {
            assertThat(mock.ask("POST", "/pets").header("Location")).isEqualTo("/pets/a%20b");
        }
    }

    @Test
    void leavesTheEdgesOwnHeadersAlone() throws IOException {
        Answer answer = MOCK.ask("POST", "/orders/1/items");

        assertThat(answer.headers()).doesNotContainKey("content-encoding");
        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(answer.header("Date")).isNotEqualTo("today");
        assertThat(answer.header("X-Generated")).matches("-?[0-9]+");
    }

    @Test
    void everyDeclaredAnswerKeepsTheContract() throws Exception {
        AnswerProof proof = AnswerProof.of(Contracts.parse("api.yaml", CONTRACT, Reading.MOCK), MockSettings.DEFAULT);

        assertThat(proof.answers()).isPositive();
        assertThat(proof.findings()).isEmpty();
    }
}
