package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mock says of itself, whatever the contract it stands for says. */
class OwnWordsTest {

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: t, version: v}
            x-sluice-errors:
              shapes: {own: {contentType: application/json, body: {oops: $code}}}
              fallback: {shape: own, code: E-0}
            paths:
              /a:
                get:
                  deprecated: true
                  responses: {"200": {description: d, content: {application/json: {example: 1}}}}
              /b: {get: {responses: {"200": {description: d, content: {application/json: {example: 1}}}}}}
            """;

    @ParameterizedTest
    @CsvSource({
        "code=404, 404, expected of code: 200",
        "example=x, 404, expected of example: nothing",
        "code=x, 400, 'expected of Prefer, code: a status from 100 to 599'"
    })
    void whatItCannotFollowIsToldAsProblemDetails(String prefer, int status, String detail) throws IOException {
        try (MockServer mock = MockServer.of(CONTRACT)) {
            Answer answer = mock.ask("GET", "/a", "Prefer: " + prefer);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text()).contains(detail);
            assertThat(mock.ask("GET", "/a", "Accept: text/csv").text()).isEqualTo("{\"oops\":\"E-0\"}");
        }
    }

    @Test
    void deprecatedOperationsSaySo() throws IOException {
        try (MockServer mock = MockServer.of(CONTRACT)) {
            assertThat(mock.ask("GET", "/a").header("Deprecation")).isEqualTo("true");
            assertThat(mock.ask("GET", "/b").header("Deprecation")).isEmpty();
        }
    }
}
