package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Swagger 2.0 contracts of several files. */
class SwaggerFilesTest {

    private static final Map<String, String> FILES =
            Map.of("swagger.yaml", """
            swagger: "2.0"
            consumes: [application/json]
            produces: [application/json]
            paths:
              /pets: {$ref: 'paths/pets.yaml'}
            definitions:
              Name: {type: string, maxLength: 3}
            """, "paths/pets.yaml", """
            parameters: [{$ref: '../parts.yaml#/parameters/Page'}]
            post:
              operationId: add
              parameters: [{$ref: '../parts.yaml#/parameters/Pet'}]
              responses: {200: {$ref: '../parts.yaml#/responses/Pet'}}
            put:
              operationId: replace
              consumes: [application/x-www-form-urlencoded]
              parameters: [{$ref: '../parts.yaml#/parameters/Field'}]
              responses: {}
            """, "parts.yaml", """
            parameters:
              Page: {name: page, in: query, type: integer}
              Pet: {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}
              Field: {name: field, in: formData, type: string, maxLength: 2, required: true}
            responses:
              Pet: {description: d, schema: {$ref: '#/definitions/Pet'}}
            definitions:
              Pet: {type: object, properties: {name: {$ref: 'swagger.yaml#/definitions/Name'}}}
            """);

    private static ContractPlan plan(Map<String, String> files) throws DocumentException {
        return Contracts.parse("swagger.yaml", bytes(files), Reading.JUDGE);
    }

    private static Map<String, byte[]> bytes(Map<String, String> files) {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private static boolean accepts(ContractPlan plan, int operation, String type, String json) {
        BodyPlan body = Objects.requireNonNull(plan.operations().get(operation).body());
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Objects.requireNonNull(Objects.requireNonNull(body.content(type)).schema())
                .accepts(bytes, 0, bytes.length);
    }

    @Test
    void everyPartCanStandInAnotherFile() throws DocumentException {
        ContractPlan plan = plan(FILES);

        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.operations()).extracting(OperationPlan::id).containsExactly("add", "replace");
        assertThat(accepts(plan, 0, "application/json", "{\"name\":\"Rex\"}")).isTrue();
        assertThat(accepts(plan, 0, "application/json", "{\"name\":\"Rexx\"}")).isFalse();
        assertThat(accepts(plan, 1, "application/x-www-form-urlencoded", "{\"field\":\"ab\"}"))
                .isTrue();
        assertThat(accepts(plan, 1, "application/x-www-form-urlencoded", "{\"field\":\"abc\"}"))
                .isFalse();
        assertThat(accepts(plan, 1, "application/x-www-form-urlencoded", "{}")).isFalse();
        assertThat(plan.operations().get(0).responses().contentTypes())
                .extracting(MediaRange::toString)
                .containsExactly("application/json");
    }

    @Test
    void faultsNameTheirFileAndTheChain() {
        Map<String, String> files = new TreeMap<>(FILES);
        files.computeIfPresent(
                "parts.yaml",
                (name, text) -> text.replace("type: integer", "type: file").replace("maxLength: 2", "maxLength: x"));

        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> plan(files));

        assertThat(refused.faults())
                .extracting(Object::toString)
                .containsExactly(
                        "parts.yaml:2:39: /parameters/Page/type: type: file is for in: formData and responses (expected:"
                                + " string, number, integer, boolean or array) (via swagger.yaml#/paths/~1pets →"
                                + " paths/pets.yaml#/parameters/0)",
                        "parts.yaml:4:63: /parameters/Field/maxLength: not the right kind of value: string (expected: a"
                                + " number) (via swagger.yaml#/paths/~1pets → paths/pets.yaml#/put/parameters/0)");
    }

    @Test
    void aFileOfAnotherVersionIsReadByTheRulesOfTheRoot() throws DocumentException {
        Map<String, String> files = new TreeMap<>(FILES);
        files.computeIfPresent("parts.yaml", (name, text) -> "openapi: 3.0.3\n" + text);

        assertThat(plan(files).warnings())
                .extracting(Object::toString)
                .containsExactly(
                        "parts.yaml:1:10: /openapi: not the version of OpenAPI that the root of the contract names;"
                                + " schemas are read as the root's");
    }

    @Test
    void oneDocumentShowsThemAll() throws Exception {
        String json = Bundles.json("swagger.yaml", bytes(FILES), DocumentSource.NONE, 1 << 20);

        assertThat(json)
                .startsWith("{\"swagger\":\"2.0\"")
                .contains("{\"/pets\":{\"$ref\":\"#/x-sluice-documents/0\"}}");
        assertThat(Contracts.parse("whole.json", json).operations()).hasSize(2);
    }
}
