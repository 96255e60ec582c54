package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** An answer that no value can be made for takes none of the others along. */
class ImpossibleAnswersTest {

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: t, version: v}
            paths:
              /impossible:
                get:
                  responses:
                    "200":
                      description: d
                      content: {application/json: {schema: {type: string, minLength: 5, maxLength: 4}}}
                    "404": {description: d, content: {application/json: {example: {a: 1}}}}
              /possible: {get: {responses: {"200": {description: d, content: {application/json: {example: {a: 2}}}}}}}
            """;

    @Test
    void isAWarningAndAnsweredWith500() throws Exception {
        try (MockServer server = MockServer.of(CONTRACT)) {
            Answer impossible = server.ask("GET", "/impossible");

            assertThat(impossible.status()).isEqualTo(500);
            assertThat(new JsonObject(impossible.text()).getString("detail"))
                    .contains("no value keeps the schema of this answer");
            assertThat(server.ask("GET", "/impossible", "Prefer: code=404").status())
                    .isEqualTo(404);
            assertThat(server.ask("GET", "/possible").status()).isEqualTo(200);
        }
        MockBackend backend =
                MockBackend.of(Contracts.parse("shop.yaml", CONTRACT, Reading.MOCK), MockSettings.DEFAULT);

        assertThat(backend.warnings()).hasSize(1);
        assertThat(backend.warnings().get(0).toString())
                .contains("shop.yaml:8", "/paths/~1impossible/get/responses/200", "it is answered with 500");
    }
}
