package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ParameterPlan.In;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What type the text of a parameter is. */
class CoercionTest {

    private static String read(String version, String schema, String text) {
        String parameter = "{in: query, name: q, schema: " + schema + "}";
        return Contract.of(version, UnknownParameters.ALLOW, parameter)
                .value(In.QUERY, "q", "q=" + text)
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("^! query q(/?\\S*) (\\S+) .*", "!$1 $2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: integer} | 7 | 7",
                "{type: integer} | -0 | 0",
                "{type: integer} | 1e3 | 1E+3",
                "{type: integer} | 1.5 | ! type",
                "{type: number} | -2.50e-1 | -0.250",
                "{type: number} | %2B1 | ! type",
                "{type: number} | 01 | ! type",
                "{type: number} | 1. | ! type",
                "{type: number} | .5 | ! type",
                "{type: number} | 1e999999999 | ! type",
                "{type: number} | -1e-999999999 | ! type",
                "{type: integer} | 1e99999999999999999999 | ! type",
                "{type: number} | NaN | ! type",
                "{type: number} | Infinity | ! type",
                "{type: number} | 0x10 | ! type",
                "{type: number} | 1_000 | ! type",
                "{type: number} | +1 | ! type",
                "{type: number} | 1%0A | ! type",
                "{type: number} | %D9%A1 | ! type",
                "{type: integer, format: int32} | 2147483648 | ! format",
                "{type: integer} | 123456789012345678901234567890 | 123456789012345678901234567890",
                "{type: boolean} | true | true",
                "{type: boolean} | True | ! type",
                "{type: boolean} | 1 | ! type",
                "{type: string} | 1 | \"1\"",
                "{} | 1 | \"1\"",
                "{minimum: 5} | 1 | \"1\"",
                "{enum: [1, 2]} | 2 | 2",
                "{enum: ['1', '2']} | 2 | \"2\"",
                "{enum: [1, '2']} | 2 | \"2\"",
                "{enum: [1, '2']} | 3 | ! enum",
                "{const: true} | true | true",
                "{const: 1.0} | 1 | 1",
                "{$ref: '#/components/schemas/Number'} | 9 | 9",
                "{$ref: '#/components/schemas/Number'} | 4 | ! minimum",
                "{$ref: '#/components/schemas/Choice'} | true | true",
                "{allOf: [{type: [integer, string]}, {type: [string, boolean]}]} | 1 | \"1\"",
                "{allOf: [{$ref: '#/components/schemas/Number'}, {maximum: 8}]} | 8 | 8",
                "{anyOf: [{type: integer, minimum: 10}, {type: string}]} | 12 | 12",
                "{anyOf: [{type: integer, minimum: 10}, {type: string}]} | 5 | \"5\"",
                "{anyOf: [{type: string, maxLength: 2}, {type: integer}]} | 123 | 123",
                "{oneOf: [{type: integer}, {type: string}]} | 1 | 1",
                "{oneOf: [{type: integer}, {type: number}, {type: string}]} | 1 | \"1\"",
                "{oneOf: [{type: boolean}, {type: integer, multipleOf: 2}]} | 3 | ! oneOf",
                "{type: [integer, boolean, string], maxLength: 3} | true | true",
                "{type: [integer, 'null']} | `` | null",
                "{type: [string, 'null']} | `` | \"\"",
                "{type: [string, 'null'], minLength: 1} | `` | null",
                "{type: [string, 'null']} | null | \"null\"",
                "{type: [array, 'null'], items: {type: integer}} | 1 | [1]",
                "{type: [array, 'null'], items: {type: integer}, minItems: 1} | `` | null",
                "{type: array, items: {type: string}, minItems: 1} | `` | [\"\"]",
                "{type: [array, integer], items: {type: string}} | x | [\"x\"]",
                "{type: [array, integer], items: {type: string}} | 1 | 1",
                "{type: [array, integer], items: {type: string}} | 1&q=2 | [\"1\",\"2\"]",
                "{type: array, items: {anyOf: [{type: integer, maximum: 5}, {type: string}]}} | 5&q=6 | [5,\"6\"]",
                "{type: array, prefixItems: [{type: integer}], items: {type: string}} | 1&q=2 | [1,\"2\"]",
                "{anyOf: [{type: string, maxLength: 1}, {type: array, items: {type: integer}}]} | 12 | [12]",
                "{anyOf: [{type: array, items: {type: integer}}, {type: array, items: {type: string}}]} | 1&q=x | [\"1\",\"x\"]",
                "{type: array, items: {type: object}} | {\"a\":1} | [{\"a\":1}]",
                "{type: array, items: {type: object}} | a | !/0 type",
            })
    void triesTheTypesOfTheSchema(String schema, String text, String expected) {
        assertThat(read("3.1.0", schema, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: integer, nullable: true} | `` | null",
                "{type: integer, nullable: true} | 3 | 3",
                "{type: string, nullable: true} | `` | \"\"",
                "{type: array, nullable: true, items: {type: integer}} | 1&q=2 | [1,2]",
                "{$ref: '#/components/schemas/Number'} | 4 | ! minimum",
            })
    void knowsNullableOfOpenApi30(String schema, String text, String expected) {
        assertThat(read("3.0.3", schema, text)).isEqualTo(expected);
    }

    @Test
    void takesTheAlternativeThatFitsAnObject() {
        Contract contract = Contract.of("{in: query, name: q, style: deepObject, explode: true, schema: {oneOf: ["
                + "{type: object, required: [a], properties: {a: {type: integer}}},"
                + "{type: object, required: [b], properties: {a: {type: string}, b: {type: boolean}}}]}}");

        assertThat(contract.value(In.QUERY, "q", "q[a]=1")).isEqualTo("{\"a\":1}");
        assertThat(contract.value(In.QUERY, "q", "q[a]=x&q[b]=true")).isEqualTo("{\"a\":\"x\",\"b\":true}");
    }

    @Test
    void keepsHugeNumbersSmall() {
        Contract contract = Contract.of("{in: query, name: q, schema: {type: number}}");

        assertThat(contract.value(In.QUERY, "q", "q=" + "9".repeat(1000))).isEqualTo("9".repeat(1000));
        assertThat(contract.value(In.QUERY, "q", "q=" + "9".repeat(1001))).startsWith("! query q type ");
    }
}
