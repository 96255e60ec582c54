package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTest {

    private static final String RESPONSES = """
            responses:
              '200':
                description: ok
                headers:
                  X-Count: {required: true, schema: {type: integer, minimum: 1}}
                  x-tags: {schema: {type: array, maxItems: 2, items: {type: string, minLength: 1}}}
                  X-Meta: {content: {application/json: {schema: {type: object, required: [a]}}}}
                  Set-Cookie: {schema: {type: string, pattern: '^sid='}}
                  Content-Type: {required: true, schema: {type: integer}}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/User'}}
                  application/*+json: {schema: {type: array}}
                  text/plain: {schema: {type: string, maxLength: 3}}
              2XX: {$ref: '#/components/responses/Listed'}
              '204': {description: none}
              '205': {description: start anew, content: {application/json: {schema: {type: object}}}}
              '304': {description: same, content: {application/json: {}}}
              4XX: {description: bad, content: {application/problem+json: {schema: {type: object, required: [title]}}}}
              '404': {description: nothing said}
              '500': {description: any, content: {application/json: {}}}
              '501': {description: any, content: {application/xml: {schema: {type: object}}, 'application/*': {}}}
            """;
    private static final String COMPONENTS = """
            components:
              responses:
                Listed: {description: ok, content: {application/json: {schema: {type: array}}}}
              schemas:
                User:
                  type: object
                  required: [id, password]
                  properties: {id: {type: integer, readOnly: true}, password: {type: string, writeOnly: true}}
            """;
    private static final OperationPlan GET = Operations.operation("3.0.3", "get", RESPONSES, COMPONENTS);
    private static final OperationPlan OTHER = Operations.operation(
            "3.1.0",
            "get",
            "responses: {default: {description: d, content: {text/plain: {}}}, '200': {description: d}}",
            "");

    private static final String JSON = "application/json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | application/json | {\"id\":1} | []",
                "200 | application/json;charset=utf-8 | {\"id\":1} | []",
                "200 | application/json | {\"password\":\"x\"} | [body  required]",
                "200 | application/json | {\"id\":\"x\"} | [body /id type]",
                "200 | application/json | {\"id\":1 | [body  json]",
                "200 | application/json | `` | [body  json]",
                "200 | application/hal+json | {} | [body  type]",
                "200 | text/plain | abcd | [body  maxLength]",
                "200 | text/plain | `` | []",
                "200 | text/html | x | [header Content-Type contentType]",
                "200 | garbage | {} | [header Content-Type contentType]",
                "200 | application/json;charset=utf-16 | {\"id\":1} | [header Content-Type contentType]",
                "201 | application/json | [] | []",
                "299 | application/json | {} | [body  type]",
                "204 | application/json | `` | []",
                "204 | application/json | {} | [body  content]",
                "205 | application/json | `` | []",
                "205 | application/json | {} | [body  content]",
                "304 | application/json | `` | []",
                "304 | application/json | {} | [body  content]",
                "404 | application/json | `` | []",
                "404 | application/json | {} | [body  content]",
                "403 | application/problem+json | {} | [body  required]",
                "403 | application/json | {} | [header Content-Type contentType]",
                "500 | application/json | [1] | []",
                "500 | application/json | [1 | [body  json]",
                "501 | application/xml | <x | []",
                "501 | application/x-anything | ? | []",
                "100 | a/b | `` | [status  status]",
                "302 | a/b | x | [status  status]",
                "502 | a/b | x | [status  status]",
            })
    void judgesByStatusMediaTypeAndSchema(int status, String contentType, String body, String expected) {
        assertThat(Operations.response(GET, status, body, "Content-Type", contentType, "X-Count", "1"))
                .hasToString(expected);
    }

    @Test
    void theExactStatusWinsAndDefaultIsLast() {
        assertThat(Operations.response(OTHER, 200, "x", "Content-Type", "text/plain"))
                .containsExactly("body  content");
        assertThat(Operations.response(OTHER, 599, "x", "Content-Type", "text/plain"))
                .isEmpty();
        assertThat(Operations.response(OTHER, 599, "x", "Content-Type", JSON))
                .containsExactly("header Content-Type contentType");
    }

    @Test
    void judgesDeclaredHeaders() {
        String user = "{\"id\":1}";

        assertThat(Operations.response(GET, 200, user, "content-type", JSON))
                .containsExactly("header X-Count required");
        assertThat(Operations.response(GET, 200, user, "content-type", JSON, "x-count", "0"))
                .containsExactly("header X-Count minimum");
        assertThat(Operations.response(GET, 200, user, "content-type", JSON, "x-count", "1", "X-Tags", "a, b"))
                .isEmpty();
        assertThat(Operations.response(
                        GET, 200, user, "content-type", JSON, "x-count", "1", "X-Tags", "a", "x-tags", "b,c"))
                .containsExactly("header x-tags maxItems");
        assertThat(Operations.response(GET, 200, user, "content-type", JSON, "x-count", "1", "x-meta", "{\"a\":1}"))
                .isEmpty();
        assertThat(Operations.response(GET, 200, user, "content-type", JSON, "x-count", "1", "x-meta", "{}"))
                .containsExactly("header X-Meta required");
        assertThat(Operations.response(GET, 200, user, "content-type", JSON, "x-count", "1", "x-meta", "a"))
                .containsExactly("header X-Meta json");
    }

    @Test
    void everySetCookieIsAValueOfItsOwn() {
        String user = "{\"id\":1}";

        assertThat(Operations.response(
                        GET,
                        200,
                        user,
                        "content-type",
                        JSON,
                        "x-count",
                        "1",
                        "set-cookie",
                        "sid=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
                        "Set-Cookie",
                        "sid=2"))
                .isEmpty();
        assertThat(Operations.response(
                        GET,
                        200,
                        user,
                        "content-type",
                        JSON,
                        "x-count",
                        "1",
                        "set-cookie",
                        "sid=1",
                        "Set-Cookie",
                        "other=2"))
                .containsExactly("header Set-Cookie pattern");
    }

    @Test
    void missesBodiesAndMediaTypes() {
        assertThat(Operations.response(GET, 201, "")).containsExactly("body  required");
        assertThat(Operations.response(GET, 200, "", "X-Count", "1")).isEmpty();
        assertThat(Operations.response(GET, 201, "[]")).containsExactly("header Content-Type required");
    }

    @Test
    void headHasNoBody() {
        OperationPlan head = Operations.operation("3.0.3", "head", RESPONSES, COMPONENTS);

        assertThat(Operations.response(head, 200, "", "X-Count", "1", "Content-Type", JSON))
                .isEmpty();
        assertThat(Operations.response(head, 200, "{}", "X-Count", "1", "Content-Type", JSON))
                .containsExactly("body  content");
        assertThat(Operations.response(head, 200, "", "Content-Type", JSON)).containsExactly("header X-Count required");
    }

    @Test
    void anOperationWithoutResponsesSaysNothing() {
        OperationPlan silent = Operations.operation("3.1.0", "get", "summary: s", "");

        assertThat(Operations.response(silent, 599, "x")).isEmpty();
    }

    @Test
    void theBodyOfARequestIsJudgedTheOtherWay() {
        OperationPlan put = Operations.operation(
                "3.0.3",
                "put",
                "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}",
                COMPONENTS);

        assertThat(Operations.request(put, JSON, "{\"password\":\"x\"}")).isEmpty();
        assertThat(Operations.request(put, JSON, "{\"id\":1}")).containsExactly("body  required");
        assertThat(Operations.request(put, JSON, "{\"id\":\"1\",\"password\":\"x\"}"))
                .containsExactly("body /id type");
    }
}
