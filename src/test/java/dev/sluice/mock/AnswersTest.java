package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract and request in, answer out: over sockets, through the real edge. */
class AnswersTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: t, version: v}
            components:
              examples:
                shared: {value: {id: 7}}
              schemas:
                Thing: {type: object, required: [id], properties: {id: {type: integer}}, example: {id: 5}}
            paths:
              /single:
                get:
                  responses:
                    "404": {description: d, content: {application/json: {example: {no: 1}}}}
                    "201": {description: d, content: {application/json: {example: {id: 1}, schema: {type: object}}}}
                    "200": {description: d, content: {application/json: {example: {id: 2}}}}
              /several:
                get:
                  responses:
                    "200":
                      description: d
                      content:
                        application/json:
                          examples: {one: {value: {id: 1}}, two: {$ref: '#/components/examples/shared'}}
                        text/plain:
                          examples: {plain: {value: some text}}
                    "404": {description: d, content: {application/json: {examples: {gone: {value: {no: 2}}}}}}
                    4XX: {description: d, content: {application/json: {example: {range: true}}}}
              /schema:
                get: {responses: {"200": {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}
              /default-value:
                get: {responses: {"200": {description: d, content: {application/json: {schema: {type: object, default: {a: 1}}}}}}}
              /range:
                get: {responses: {2XX: {description: d, content: {application/json: {example: 1}}}}}
              /default:
                get: {responses: {default: {description: d, content: {application/json: {example: 2}}}}}
              /failure:
                get: {responses: {"503": {description: d, content: {application/json: {example: 3}}}, 4XX: {description: d}}}
              /nothing:
                get: {responses: {"204": {description: d, headers: {X-A: {schema: {type: string}, example: b}}}}}
              /unchanged:
                get: {responses: {"304": {description: d, content: {application/json: {example: 1}}}}}
              /silent:
                get: {responses: {"200": {description: d}}}
              /written:
                get: {responses: {"200": {description: d, content: {application/json: {schema: {type: object}, example: '{"a": 1}'}}}}}
              /broken:
                get: {responses: {"200": {description: d, content: {application/json: {schema: {type: integer}, example: no}}}}}
              /media:
                get:
                  responses:
                    "200":
                      description: d
                      content:
                        application/xml: {schema: {type: object}}
                        application/json: {example: {a: 1}}
                        text/csv: {example: "a,b\\n1,2\\n"}
                        image/*: {}
              /xml: {get: {responses: {"200": {description: d, content: {application/xml: {schema: {type: object}}}}}}}
              /anything: {get: {responses: {"200": {description: d, content: {'*/*': {example: {a: 1}}}}}}}
              /form: {get: {responses: {"200": {description: d, content: {application/x-www-form-urlencoded: {example: {a: 1 2, b: [3, 4]}}}}}}}
              /events: {get: {responses: {"200": {description: d, content: {text/event-stream: {example: "data: 1\\n\\n"}}}}}}
              /lines: {get: {responses: {"200": {description: d, content: {application/x-ndjson: {example: [{a: 1}, {a: 2}]}}}}}}
            """;

    private static final MockServer MOCK = MockServer.of(CONTRACT);

    @AfterAll
    static void close() {
        MOCK.close();
    }

    private static String told(Answer answer) {
        return answer.status() + " " + answer.header("Content-Type") + " " + answer.text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    /single        | 201 application/json {"id":1}
                    /several       | 200 application/json {"id":1}
                    /schema        | 200 application/json {"id":5}
                    /default-value | 200 application/json {"a":1}
                    /range         | 200 application/json 1
                    /default       | 200 application/json 2
                    /failure       | 503 application/json 3
                    /nothing       | 204
                    /unchanged     | 304
                    /silent        | 200
                    /written       | 200 application/json {"a": 1}
                    /broken        | 200 application/json "no"
                    /media         | 200 application/json {"a":1}
                    /anything      | 200 application/json {"a":1}
                    /form          | 200 application/x-www-form-urlencoded a=1+2&b=3&b=4
                    """)
    void answersByTheContract(String path, String expected) throws IOException {
        assertThat(told(MOCK.ask("GET", path)).strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    /single  | code=200               | 200 | {"id":2}    | code=200
                    /single  | code=404               | 404 | {"no":1}    | code=404
                    /several | code=404               | 404 | {"no":2}    | code=404
                    /several | code=418               | 418 | {"range":true} | code=418
                    /several | example=two            | 200 | {"id":7}    | example=two
                    /several | example="two"; x=1     | 200 | {"id":7}    | example=two
                    /several | example=plain          | 200 | some text   | example=plain
                    /several | example=gone           | 404 | {"no":2}    | example=gone
                    /several | code=404, example=gone | 404 | {"no":2}    | code=404, example=gone
                    /several | dynamic=false          | 200 | {"id":1}    | dynamic=false
                    /several | delay=0                | 200 | {"id":1}    | delay=0
                    /several | return=minimal         | 200 | {"id":1}    |
                    /default | code=500               | 500 | 2           | code=500
                    """)
    void followsPreferences(String path, String prefer, int status, String text, String applied) throws IOException {
        Answer answer = MOCK.ask("GET", path, "Prefer: " + prefer);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.header("Preference-Applied")).isEqualTo(applied == null ? "" : applied);
        assertThat(answer.header("Vary")).contains("Prefer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    /single?__code=404            | 404 | {"no":1} | code=404
                    /several?__example=two        | 200 | {"id":7} | example=two
                    /several?__example=%74wo&__seed=3 | 200 | {"id":7} | example=two
                    /several?__code=404&__delay=0 | 404 | {"no":2} | code=404, delay=0
                    """)
    void readsPreferencesInTheQuery(String target, int status, String text, String applied) throws IOException {
        Answer answer = MOCK.ask("GET", target, "Prefer: code=200");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    code=302    | 404 | expected of code: 404, 200, 4XX
                    code=100    | 404 | expected of code: 404, 200, 4XX
                    example=no  | 404 | expected of example: gone, one, plain, two
                    code=abc    | 400 | code: a status from 100 to 599
                    code=99     | 400 | code: a status
                    code        | 400 | code: a status
                    dynamic=yes | 400 | dynamic: true or false
                    seed=1.5    | 400 | seed: a whole number
                    delay=-1    | 400 | delay: milliseconds
                    delay=99999999999999999999 | 400 | delay: milliseconds
                    example=    | 400 | example: the name
                    """)
    void refusesWhatItCannotFollow(String prefer, int status, String detail) throws IOException {
        Answer answer = MOCK.ask("GET", "/several", "Prefer: " + prefer);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(detail.replace("404, 200", "200, 404"));
        assertThat(answer.header("Vary")).isEqualTo("Prefer");
    }

    @ParameterizedTest
    @CsvSource({
        "__code=abc, the query, __code: a status from 100 to 599",
        "__seed=x, the query, __seed: a whole number of 64 bits",
        "__seed=9223372036854775808, the query, __seed: a whole number of 64 bits",
        "__example=%25zz%zz, the query, __example: percent-encoded UTF-8"
    })
    void saysThatAMistakeIsInTheQuery(ArgumentsAccessor mistake) throws IOException {
        Answer answer = MOCK.ask("GET", "/several?" + mistake.getString(0));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("expected of the query, " + mistake.getString(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    text/csv                                  | 200 text/csv;charset=utf-8 a,b
                    application/xml                           | 200 application/xml <?xml version="1.0" encoding="UTF-8"?>
                    application/json;q=0.1, text/csv;q=0.2    | 200 text/csv;charset=utf-8 a,b
                    text/*;q=0.5, application/json;q=0.4      | 200 text/csv;charset=utf-8 a,b
                    */*                                       | 200 application/json {"a":1}
                    */*;q=0.1, application/json;q=0           | 200 text/csv;charset=utf-8 a,b
                    image/gif                                 | 200 image/gif GIF89a
                    nonsense                                  | 200 application/json {"a":1}
                    application/*                             | 200 application/json {"a":1}
                    """)
    void choosesTheMediaTypeByAccept(String accept, String expected) throws IOException {
        for (int again = 0; again < 2; again++) {
            Answer answer = MOCK.ask("GET", "/media", "Accept: " + accept);

            assertThat(told(answer).lines().findFirst().orElse("")).startsWith(expected);
            assertThat(answer.header("Vary")).isEqualTo("Accept, Prefer");
        }
    }

    @Test
    void listsTheMediaTypesThatThereAre() throws IOException {
        Answer refused = MOCK.ask("GET", "/several", "Accept: application/pdf");
        Answer ofThisAnswer = MOCK.ask("GET", "/several", "Accept: text/plain", "Prefer: code=404");

        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.text()).contains("expected: application/json, text/plain");
        assertThat(ofThisAnswer.status()).isEqualTo(406);
        assertThat(ofThisAnswer.text()).contains("expected: application/json\"");
        assertThat(ofThisAnswer.header("Vary")).isEqualTo("Accept, Prefer");
    }

    @Test
    void joinsSeveralLinesOfAHeader() throws IOException {
        Answer answer = MOCK.ask(
                "GET", "/several", "Prefer: respond-async", "Prefer: example=two", "Accept: text/html", "Accept: */*");

        assertThat(told(answer)).isEqualTo("200 application/json {\"id\":7}");
    }

    @Test
    void answersHeadWhereThereIsGet() throws IOException {
        Answer head = MOCK.ask("HEAD", "/several");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("8");
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        try (RawConnection client = MOCK.connect()) {
            client.send("HEAD /several HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(204);
        }
    }

    @Test
    void warnsOfAnExampleThatBreaksItsSchema() {
        assertThat(MOCK.backend().warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString())
                        .startsWith("api.yaml:")
                        .contains("the example breaks its schema", "it is answered as it is"));
    }

    @Test
    void answersTheSameBytesToEverybody() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            texts.add(MOCK.ask("GET", "/several").text());
        }

        assertThat(texts.stream().distinct()).hasSize(1);
        assertThat(Arrays.asList(MOCK.ask("GET", "/lines").text().split("\n")))
                .containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(MOCK.ask("GET", "/events").text()).isEqualTo("data: 1\n\n");
    }
}
