package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid requests get what the contract declares for them. */
class RefusalsTest {

    private static final String CONTRACT =
            """
            openapi: 3.0.3
            info: {title: t, version: v}
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Key}
                queryKey: {type: apiKey, in: query, name: key}
                cookieKey: {type: apiKey, in: cookie, name: sid}
                basic: {type: http, scheme: basic}
                bearer: {type: http, scheme: bearer}
                oauth: {type: oauth2, flows: {}}
                tls: {type: mutualTLS}
              schemas:
                Body: {type: object, required: [a], properties: {a: {type: integer}, b: {type: string}}}
            paths:
              /plain: &plain
                post: &post
                  parameters: [{in: query, name: n, schema: {type: integer}}]
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Body'}}}}
                  responses: {"200": {description: d}}
              /message:
                post:
                  <<: *post
                  responses:
                    "200": {description: d}
                    "422":
                      description: d
                      headers: {X-Kind: {required: true, schema: {type: string, enum: [error]}, example: error}}
                      content: {application/json: {schema: {type: object, required: [message], properties: {message: {type: string, maxLength: 80}, code: {type: integer}}}}}
                    "400": {description: d, content: {application/json: {example: {no: 1}}}}
              /list:
                post:
                  <<: *post
                  responses:
                    "200": {description: d}
                    "400":
                      description: d
                      content:
                        application/json:
                          schema:
                            type: object
                            additionalProperties: false
                            required: [error]
                            properties:
                              error:
                                type: object
                                required: [status, errors]
                                properties:
                                  status: {type: string}
                                  code: {type: string, maxLength: 4}
                                  errors:
                                    type: array
                                    items: {type: object, required: [field, message], properties: {field: {type: string}, message: {type: string}, junk: {type: string}}}
              /texts:
                post:
                  <<: *post
                  responses:
                    "200": {description: d}
                    4XX: {description: d, content: {application/json: {schema: {type: object, properties: {errors: {type: array, items: {type: string}}}}}}}
              /steps:
                post:
                  <<: *post
                  responses:
                    "200": {description: d}
                    "422":
                      description: d
                      content: {application/json: {schema: {type: object, properties: {detail: {type: array, items: {type: object, required: [loc, msg, type], properties: {loc: {type: array, items: {anyOf: [{type: string}, {type: integer}]}}, msg: {type: string}, type: {type: string}}}}}}}}
              /example:
                post:
                  <<: *post
                  responses:
                    "200": {description: d}
                    "400": {description: d, content: {application/json: {schema: {type: object, properties: {code: {type: string}, message: {type: string}, help: {type: string}}}, example: {code: E42, message: m, help: call us}}}}
              /text:
                post:
                  <<: *post
                  responses: {"200": {description: d}, "400": {description: d, content: {text/plain: {example: wrong}}}}
              /only-default:
                post:
                  <<: *post
                  responses: {default: {description: d, content: {application/json: {schema: {type: object, properties: {message: {type: string}}}}}}}
              /secured:
                get:
                  security: [{basic: []}, {key: [], queryKey: []}]
                  responses: {"200": {description: d}, "401": {description: d, content: {application/json: {schema: {type: object, required: [detail], properties: {detail: {type: string}}}}}}}
              /bearer: {get: {security: [{bearer: []}], responses: {"200": {description: d}}}}
              /oauth: {get: {security: [{oauth: [a, b]}], responses: {"200": {description: d}}}}
              /cookie: {get: {security: [{cookieKey: []}], responses: {"200": {description: d}}}}
              /tls: {get: {security: [{tls: []}], responses: {"200": {description: d}}}}
              /pages: {get: {security: [], responses: {"200": {description: d, content: {text/csv: {example: a}}}, default: {description: d, content: {application/json: {schema: {type: object, required: [code], properties: {code: {type: integer}}}}}}}}}
              /named-pages: {get: {security: [], responses: {"200": {description: d, content: {text/csv: {example: a}}}, default: {description: d, content: {application/json: {schema: {type: object, required: [message], properties: {message: {type: string}}}}}}}}}
              /open: {get: {security: [], responses: {"200": {description: d}}}}
              /optional: {get: {security: [{}, {key: []}], responses: {"200": {description: d}}}}
              /inherited: {get: {responses: {"200": {description: d}}}}
            """.replace("/plain: &plain", "/plain:").replace("<<: *post\n", """
                            parameters: [{in: query, name: n, schema: {type: integer}}]
                                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Body'}}}}
                            """).replace("post: &post", "post:");

    private static final MockServer MOCK = MockServer.of(CONTRACT);

    @AfterAll
    static void close() {
        MOCK.close();
    }

    private static Answer invalid(String path) throws IOException {
        return MOCK.ask("POST", path + "?n=x", List.of("Content-Type: application/json"), "{\"b\":1}");
    }

    @Test
    void writesProblemDetailsWhereTheContractDeclaresNothing() throws IOException {
        Answer answer = invalid("/plain");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(answer.text()).getJsonArray("errors")).hasSize(3);
    }

    @Test
    void listsWhatThereIsAlsoWhereTheDeclaredErrorHasNoPlaceForIt() throws IOException {
        Answer without = MOCK.ask("GET", "/pages", "Accept: image/png");
        Answer with = MOCK.ask("GET", "/named-pages", "Accept: image/png");

        assertThat(without.status()).isEqualTo(406);
        assertThat(without.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(new JsonObject(without.text()).getString("detail")).startsWith("expected: text/csv");
        assertThat(with.header("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(with.text()).getString("message")).contains("expected: text/csv");
    }

    @Test
    void prefersTheDeclared422AndCutsTextsToTheirBounds() throws IOException {
        Answer answer = invalid("/message");
        JsonObject body = new JsonObject(answer.text());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("X-Kind")).isEqualTo("error");
        assertThat(body.getString("message")).startsWith("query n: expected").hasSizeLessThanOrEqualTo(80);
        assertThat(body.getInteger("code")).isEqualTo(422);
    }

    @Test
    void listsAllViolationsWhereTheSchemaHasAListForThem() throws IOException {
        Answer answer = invalid("/list");
        JsonObject error = new JsonObject(answer.text()).getJsonObject("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.getString("status")).isEqualTo("400");
        assertThat(error.getString("code")).hasSizeLessThanOrEqualTo(4);
        assertThat(error.getJsonArray("errors").stream().map(item -> ((JsonObject) item).getString("field")))
                .containsExactlyInAnyOrder("n", "/b", "");
        assertThat(error.getJsonArray("errors").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder("field", "message");
    }

    @Test
    void writesViolationsAsTexts() throws IOException {
        Answer answer = invalid("/texts");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new JsonObject(answer.text()).getJsonArray("errors"))
                .hasSize(3)
                .anySatisfy(text -> assertThat(text.toString()).startsWith("query n: expected"));
    }

    @Test
    void writesTheStepsToAViolation() throws IOException {
        JsonObject first =
                new JsonObject(invalid("/steps").text()).getJsonArray("detail").getJsonObject(0);

        assertThat(first.getJsonArray("loc")).containsExactly("query", "n");
        assertThat(first.getString("msg")).startsWith("expected");
        assertThat(first.getString("type")).isEqualTo("type");
    }

    @Test
    void keepsWhatAnExampleSaysBesides() throws IOException {
        JsonObject body = new JsonObject(invalid("/example").text());

        assertThat(body.getString("code")).isEqualTo("E42");
        assertThat(body.getString("help")).isEqualTo("call us");
        assertThat(body.getString("message")).contains("query n: expected", "body /b: expected");
    }

    @Test
    void answersTextAsItsExampleIs() throws IOException {
        assertThat(invalid("/text").text()).isEqualTo("wrong");
    }

    @Test
    void takesALoneDefaultForSuccess() throws IOException {
        assertThat(invalid("/only-default").header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void writesOtherRefusalsAsDeclaredToo() throws IOException {
        Answer media = MOCK.ask("POST", "/texts", List.of("Content-Type: text/plain"), "a");

        assertThat(media.status()).isEqualTo(415);
        assertThat(media.header("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(media.text()).getJsonArray("errors")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /open                | -                            | 200
                    /inherited           | -                            | 200
                    /optional            | -                            | 200
                    /tls                 | -                            | 200
                    /secured             | -                            | 401
                    /secured             | Authorization: Basic YTpi    | 200
                    /secured             | authorization: basic YTpi    | 200
                    /secured             | Authorization: Basic         | 401
                    /secured             | Authorization: Bearer abc    | 401
                    /secured             | X-Key: 1                     | 401
                    /secured?key=1       | X-Key: 1                     | 200
                    /secured?key=        | X-Key: 1                     | 401
                    /secured?%6Bey=1     | X-Key: 1                     | 200
                    /bearer              | Authorization: Bearer x      | 200
                    /bearer              | Authorization: Bearerx       | 401
                    /bearer              | -                            | 401
                    /oauth               | Authorization: Bearer x      | 200
                    /oauth               | -                            | 401
                    /cookie              | Cookie: a=b; sid=1           | 200
                    /cookie              | Cookie: a=b; xsid=1          | 401
                    """)
    void wantsCredentialsToBeThere(String target, String header, int status) throws IOException {
        Answer answer = header.equals("-") ? MOCK.ask("GET", target) : MOCK.ask("GET", target, header);

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void saysWhichCredentialsAreMissing() throws IOException {
        Answer answer = MOCK.ask("GET", "/secured");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"mock\"");
        assertThat(new JsonObject(answer.text()).getString("detail"))
                .isEqualTo("expected: Authorization: Basic …; or the header X-Key and the query parameter key");
        assertThat(MOCK.ask("GET", "/oauth").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void asksForNoCredentialsWhereThatIsSwitchedOff() throws IOException {
        try (MockServer open = MockServer.of(CONTRACT, new MockSettings(false, 0, false, false))) {
            assertThat(open.ask("GET", "/secured").status()).isEqualTo(200);
        }
    }
}
