package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OpenAPI 3.0.3, Schema Object: "A true value adds "null" to the allowed type specified by the type keyword, only if type
 * is explicitly defined within the same Schema Object."
 */
class NullableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: string} | [body /v type]",
                "{type: string, nullable: true} | []",
                "{type: string, nullable: false} | [body /v type]",
                "{nullable: true} | []",
                "{} | []",
                "{type: string, nullable: true, enum: [a]} | [body /v enum]",
                "{type: string, nullable: true, enum: [a, null]} | []",
                "{enum: [a, null]} | []",
                "{type: string, nullable: true, minLength: 3, pattern: '^a'} | []",
                "{$ref: '#/components/schemas/N'} | []",
                "{$ref: '#/components/schemas/S'} | [body /v type]",
                "{$ref: '#/components/schemas/S', nullable: true} | [body /v type]",
                "{nullable: true, allOf: [{$ref: '#/components/schemas/S'}]} | [body /v type]",
                "{type: string, nullable: true, allOf: [{$ref: '#/components/schemas/S'}]} | [body /v type]",
                "{allOf: [{$ref: '#/components/schemas/N'}]} | []",
                "{type: object, nullable: true, oneOf: [{$ref: '#/components/schemas/N'}, {type: integer}]} | []",
                "{anyOf: [{type: integer}, {type: boolean, nullable: true}]} | []",
            })
    void nullIsOfATypeOnlyWhereTheTypeSaysSo(String schema, String expected) {
        var operation = Operations.operation(
                "3.0.3",
                "put",
                "requestBody: {content: {application/json: {schema: {properties: {v: " + schema + "}}}}}",
                "components: {schemas: {S: {type: string}, N: {type: string, nullable: true}}}");

        assertThat(Operations.request(operation, "application/json", "{\"v\":null}"))
                .hasToString(expected);
    }
}
