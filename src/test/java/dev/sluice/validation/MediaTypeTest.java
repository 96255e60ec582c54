package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.document.Fault;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {

    private static final OperationPlan OPERATION = Operations.operation("3.1.0", "put", """
            requestBody:
              content:
                application/json: {schema: {type: object, required: [a]}}
                application/merge-patch+json: {schema: {type: object}}
                application/vnd.x+json;version="1": {schema: {type: array}}
                application/vnd.x+json;version=2: {schema: {type: object}}
                application/problem+json: {schema: {type: object, required: [title]}}
                text/plain: {schema: {type: string, maxLength: 3}}
                text/number: {schema: {type: integer, minimum: 5}}
                text/version: {schema: {anyOf: [{type: integer, maximum: 5}, {type: string, minLength: 2}]}}
                text/csv: {schema: {type: array}}
                text/html: {}
                application/octet-stream: {schema: {type: string, format: binary, minLength: 2, maxLength: 4}}
                image/*: {schema: {allOf: [{maxLength: 3}, {maxLength: 5, minLength: 1}]}}
                application/xml: {schema: {type: object, required: [a]}}
                video/mp4: {}
            responses:
              '200':
                description: ok
                content:
                  application/json: {}
                  application/hal+json: {}
                  text/plain;version=2: {}
              '400': {description: bad, content: {image/*: {}, 'audio/*': {}}}
            """, "");

    private static final RequestValidator VALIDATOR = new RequestValidator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | 0",
                "APPLICATION/JSON | 0",
                "application/json;charset=utf-8 | 0",
                "application/json ; Charset=\"UTF-8\" | 0",
                "application/json;charset=UTF8 | 0",
                "application/json; | 0",
                "application/json;; charset=utf-8 | 0",
                "application/json;charset=utf-16 | 415",
                "application/json;charset=iso-8859-1 | 415",
                "application/json;charset=nonsense | 415",
                "application/problem+json;charset=utf-16 | 415",
                "application/json;charset=utf-8;charset=utf-16 | 415",
                "application/json;charset=utf-8; a=b; CHARSET=\"utf-8\" | 415",
                "application/json;a=\";a=b\";b=c | 0",
                "text/plain; charset=utf-8; Charset=utf-16 | 415",
                "video/mp4;a=b;A=b | 415",
                "application/json;charset | 415",
                "application/json;charset= | 415",
                "application/json;charset=\"utf-8 | 415",
                "application/json;charset=utf-8 x | 415",
                "application/json, text/plain | 415",
                "application/json text/plain | 415",
                "application json | 415",
                "application/ | 415",
                "/json | 415",
                "json | 415",
                "video/mp4;a=é | 415",
                "a/b | 415",
                "image/png | 0",
                "image/* | 0",
                "IMAGE/svg+xml | 0",
                "application/vnd.x+json;version=1 | 0",
                "application/vnd.x+json;a=b;VERSION=\"2\" | 0",
                "application/vnd.x+json;version=3 | 415",
                "application/vnd.x+json | 415",
                "text/plain;charset=windows-1252 | 0",
                "text/plain;charset=utf-16 | 0",
                "text/plain;charset=x-made-up | 415",
                "text/html;charset=x-made-up | 0",
            })
    void refusesMediaTypesThatAreNotDeclaredOrMalformed(String contentType, int status) {
        Problem problem = media(Requests.message(null, "Content-Type", contentType, "Content-Length", "3"));

        assertThat(problem == null ? 0 : problem.type().status()).isEqualTo(status);
    }

    @Test
    void refusesTwoMediaTypes() {
        Problem problem = media(Requests.message(
                null, "Content-Type", "application/json", "content-type", "application/json", "Content-Length", "3"));

        assertThat(problem).isNotNull();
        assertThat(problem == null ? "" : problem.detail()).isEqualTo("expected: one Content-Type header");
        assertThat(problem == null ? 0 : problem.type().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {} | [body  required]",
                "application/json;charset=utf-8 | {\"a\":1 | [body  json]",
                "application/merge-patch+json | [] | [body  type]",
                "application/problem+json | {} | [body  required]",
                "application/vnd.x+json;version=1 | {} | [body  type]",
                "application/vnd.x+json;version=2 | {} | []",
                "text/plain | abc | []",
                "text/plain | 123 | []",
                "text/plain | abcd | [body  maxLength]",
                "text/number | 7 | []",
                "text/number | 4 | [body  minimum]",
                "text/number | seven | [body  type]",
                "text/version | 4 | []",
                "text/version | 40 | []",
                "text/csv | a,b | []",
                "text/html | <p> | []",
                "application/octet-stream | abcd | []",
                "application/octet-stream | a | [body  minLength]",
                "application/octet-stream | abcde | [body  maxLength]",
                "image/png | abc | []",
                "image/png | abcd | [body  maxLength]",
                "application/xml | <a/> | []",
                "video/mp4 | x | []",
            })
    void judgesBodiesByTheirMediaType(String contentType, String body, String expected) {
        assertThat(Operations.request(OPERATION, contentType, body)).hasToString(expected);
    }

    @Test
    void readsTextInItsCharset() {
        Buffer latin = Buffer.buffer("äöü".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Operations.request(OPERATION, "text/plain", latin)).containsExactly("body  text");
        assertThat(Operations.request(OPERATION, "text/plain;charset=ISO-8859-1", latin))
                .isEmpty();
        assertThat(Operations.request(OPERATION, "text/plain", "äöü")).isEmpty();
        assertThat(Operations.request(OPERATION, "text/plain;charset=us-ascii", "äöü"))
                .containsExactly("body  text");
        assertThat(Operations.request(
                        OPERATION,
                        "text/plain;charset=utf-16",
                        Buffer.buffer("äöü".getBytes(Charset.forName("UTF-16")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | 0",
                "application/* | 0",
                "text/html, application/json;q=0.001 | 0",
                "application/json;q=0, application/hal+json | 0",
                "application/json;q=0, application/*;q=0.5 | 0",
                "application/json;q=0, application/hal+json;q=0.0, */*;q=0.1 | 0",
                "application/*+json | 0",
                "image/webp | 0",
                "audio/* | 0",
                "text/plain;version=2 | 0",
                "text/plain;version=\"2\";q=1 | 0",
                "text/plain | 0",
                "text/plain;other=1 | 0",
                "application/json;a=\",b;q=0\" | 0",
                "*/*;q=0.1 | 0",
                "not a type | 0",
                "not a type, application/xml | 406",
                "text/plain;version=1 | 406",
                "text/html | 406",
                "application/xml | 406",
                "application/problem+json | 406",
                "video/* | 406",
                "application/*;q=0 | 406",
                "*/*;q=0 | 406",
                "*/*;q=0.000, application/xml | 406",
                "application/json;q=0, application/hal+json;q=0 | 406",
            })
    void refusesWhatNoAnswerCanSatisfy(String accept, int status) {
        Problem problem = media(Requests.message(null, "Accept", accept));

        assertThat(problem == null ? 0 : problem.type().status()).isEqualTo(status);
    }

    @Test
    void ofManyHeadersEachIsReadAsItIs() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(media(Requests.message(null, "Accept", "application/json;a=" + i)))
                        .isNull();
                assertThat(media(Requests.message(null, "Accept", "text/html;a=" + i)))
                        .isNotNull();
            }
        }
    }

    @Test
    void survivesLongListsOfAcceptedTypes() {
        String accept = "text/html,".repeat(50_000) + "a/b";

        assertThat(media(Requests.message(null, "Accept", accept))).isNull();
    }

    @Test
    void warnsOfWhatItDoesNotJudge() {
        List<String> warnings = Operations.contract("3.0.3", """
                paths:
                  /x:
                    put:
                      requestBody:
                        content:
                          application/xml: {schema: {type: object}}
                          application/yaml: {schema: {type: object}}
                          text/csv: {schema: {type: array, items: {type: string}}}
                          text/plain: {schema: {type: string}}
                          application/pdf: {schema: {type: string, format: binary}}
                          application/zip: {}
                          multipart/mixed: {schema: {type: object}}
                          application/x-www-form-urlencoded: {schema: {type: object}}
                      responses: {}
                """).warnings().stream()
                .map(Fault::toString)
                .toList();

        assertThat(warnings)
                .allMatch(warning -> warning.contains("are not judged"))
                .hasSize(4);
        assertThat(warnings.toString()).contains("application/xml", "application/yaml", "text/csv", "multipart/mixed");
    }

    private static @Nullable Problem media(Message message) {
        return VALIDATOR.media(OPERATION, message, Requests.announcesBody(message));
    }
}
