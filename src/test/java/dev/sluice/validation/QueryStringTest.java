package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.ParameterPlan.In;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query strings that are one parameter (OpenAPI 3.2, {@code in: querystring}). */
class QueryStringTest {

    private static final String SCHEMA =
            "{schema: {type: object, required: [id], additionalProperties: false, properties:"
                    + " {id: {type: integer, maximum: 9}, tag: {type: array, items: {type: string, maxLength: 2}}, more: {type:"
                    + " object}}}}";
    private static final String POINTER = "/paths/~1test/get/parameters/0";

    private static Contract contract(String type, String rest) {
        return Contract.of(
                "3.2.0",
                UnknownParameters.REFUSE,
                "{in: querystring, name: all, " + rest + "content: {" + type + ": " + SCHEMA + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id=7&tag=a+&tag=%C3%A9 | {\"id\":7,\"tag\":[\"a \",\"é\"]}",
                "id=7&more=%7B%22a%22%3A1%7D | {\"id\":7,\"more\":{\"a\":1}}",
                "%69d=7& | {\"id\":7}",
                "id=10 | ! query all/id maximum /content/application~1x-www-form-urlencoded/schema/properties/id/maximum",
                "tag=a | ! query all required /content/application~1x-www-form-urlencoded/schema/required",
                "id=1&other=2 | ! query all/other additionalProperties"
                        + " /content/application~1x-www-form-urlencoded/schema/additionalProperties",
                "id=1&tag=abc | ! query all/tag/0 maxLength"
                        + " /content/application~1x-www-form-urlencoded/schema/properties/tag/items/maxLength",
            })
    void judgesAForm(String query, String expected) {
        Contract contract = contract("application/x-www-form-urlencoded", "");

        assertThat(contract.value(In.QUERY, "all", query).replace(POINTER, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%7B%22id%22%3A7%7D | {\"id\":7}",
                "{\"id\":7,\"tag\":[\"&\",\"=\"]} | {\"id\":7,\"tag\":[\"&\",\"=\"]}",
                "{\"id\":10} | ! query all/id maximum /content/application~1json/schema/properties/id/maximum",
                "id=7 | ! query all json /content/application~1json/schema",
                "%7 | ! query all content /content",
            })
    void judgesJson(String query, String expected) {
        assertThat(contract("application/json", "")
                        .value(In.QUERY, "all", query)
                        .replace(POINTER, ""))
                .isEqualTo(expected);
    }

    @Test
    void mayBeDemanded() {
        Contract contract = contract("application/json", "required: true, ");

        assertThat(contract.value(In.QUERY, "all", null)).isEqualTo("! query all required " + POINTER + "/required");
        assertThat(contract.value(In.QUERY, "all", "")).isEqualTo("! query all required " + POINTER + "/required");
        assertThat(contract("application/json", "").violations("")).isEmpty();
    }

    @Test
    void otherMediaTypesPassWithAWarning() {
        Contract contract = Contract.of(
                "3.2.0", UnknownParameters.REFUSE, "{in: querystring, name: all, content: {text/csv: {schema: {}}}}");

        assertThat(contract.violations("a,b")).isEmpty();
        assertThat(contract.warnings()).singleElement().asString().endsWith("a query string of text/csv is not judged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{in: querystring, name: b, content: {application/json: {}}} | a query string beside other parameters",
                "{in: query, name: b, schema: {}} | a query string beside other parameters",
            })
    void standsAlone(String other, String fault) {
        assertThatThrownBy(() -> Contract.of(
                        "3.2.0",
                        UnknownParameters.ALLOW,
                        "{in: querystring, name: a, content: {application/json: {}}}",
                        other))
                .hasMessageContaining(fault);
    }

    @Test
    void hasContentAndNothingElse() {
        assertThatThrownBy(() -> Contract.of(
                        "3.2.0", UnknownParameters.ALLOW, "{in: querystring, name: a, schema: {type: object}}"))
                .hasMessageContaining("a query string without content of one media type");
    }
}
