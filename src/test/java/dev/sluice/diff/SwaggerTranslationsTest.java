package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of {@code swagger/translations.txt}: a Swagger 2.0 document and the OpenAPI 3 document that means the same. */
class SwaggerTranslationsTest {

    @TestFactory
    Stream<DynamicTest> everyRowMeansTheSame() throws IOException {
        return rows().stream()
                .map(cells -> DynamicTest.dynamicTest(cells[0] + ": " + cells[1], () -> {
                    ContractDocuments swagger = swagger(cells[0], cells[2]);
                    ContractDocuments same = openApi(cells[0], cells[3]);

                    assertThat(swagger.plan().warnings()).isEmpty();
                    assertThat(ContractDiff.between(swagger, same).changes()).isEmpty();
                    assertThat(ContractDiff.between(same, swagger).changes()).isEmpty();
                    assertThat(ContractDiff.between(swagger, openApi(cells[0], cells[4]))
                                    .changes())
                            .isNotEmpty();
                }));
    }

    private static List<String[]> rows() throws IOException {
        try (InputStream file = SwaggerTranslationsTest.class.getResourceAsStream("/swagger/translations.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .toList();
        }
    }

    /** An operation that consumes something of its own does so in place of what the document says. */
    private static ContractDocuments swagger(String kind, String text) throws DocumentException {
        String members = switch (kind) {
            case "document" -> "paths: {/x: {post: {responses: {}}}}, " + inner(text);
            case "operation" ->
                "securityDefinitions: {key: {type: apiKey, name: k, in: header}}, "
                        + (text.contains("consumes") ? "consumes: [text/css], " : "")
                        + "paths: {/x: {post: " + operation(text) + "}}";
            default ->
                "paths: {/x: {post: {consumes: [application/json], produces: [application/json], parameters: [{name: b,"
                        + " in: body, schema: {$ref: '#/definitions/S'}}], responses: {'200': {description: d, schema:"
                        + " {$ref: '#/definitions/S'}}}}}}, definitions: {N: {type: integer}, S: " + text
                        + ", T: {allOf: [{$ref: '#/definitions/S'}, {required: [t]}]}}";
        };
        return document("swagger.yaml", "{swagger: '2.0', " + members + "}");
    }

    private static ContractDocuments openApi(String kind, String text) throws DocumentException {
        String members = switch (kind) {
            case "document" -> "paths: {/x: {post: {responses: {}}}}, " + inner(text);
            case "operation" ->
                "components: {securitySchemes: {key: {type: apiKey, name: k, in: header}}}, paths: {/x: {post: "
                        + operation(text) + "}}";
            default ->
                "paths: {/x: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}},"
                        + " responses: {'200': {description: d, content: {application/json: {schema: {$ref:"
                        + " '#/components/schemas/S'}}}}}}}}, components: {schemas: {N: {type: integer}, S: " + text
                        + ", T: {allOf: [{$ref: '#/components/schemas/S'}, {required: [t]}]}}}";
        };
        return document("openapi.yaml", "{openapi: 3.0.3, " + members + "}");
    }

    private static String operation(String text) {
        String inner = inner(text);
        String responses = inner.contains("responses:") ? "" : (inner.isEmpty() ? "" : ", ") + "responses: {}";
        return "{" + inner + responses + "}";
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static ContractDocuments document(String file, String text) throws DocumentException {
        return Contracts.open(file, text.getBytes(StandardCharsets.UTF_8), Reading.CHECK);
    }
}
