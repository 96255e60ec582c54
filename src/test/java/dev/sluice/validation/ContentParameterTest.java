package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ParameterPlan.In;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters that are written in a media type, and the other members of a parameter. */
class ContentParameterTest {

    private static final String SCHEMA = "schema: {type: object, required: [lat], properties:"
            + " {lat: {type: number, maximum: 90}, unit: {type: string, default: deg}}}";
    private static final String POINTER = "/paths/~1test/get/parameters/0/";
    private static final String JSON = "content: {application/json: {" + SCHEMA + "}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "q=%7B%22lat%22%3A1.5%7D | {\"lat\":1.5,\"unit\":\"deg\"}",
                "q={\"lat\":1,\"unit\":\"a+b%2Bc\",\"unknown\":1} | {\"lat\":1,\"unit\":\"a b+c\"}",
                "q={\"lat\":91} | ! query q/lat maximum content/application~1json/schema/properties/lat/maximum",
                "q={} | ! query q required content/application~1json/schema/required",
                "q={lat:1} | ! query q json content/application~1json/schema",
                "q={\"lat\":1}{} | ! query q json content/application~1json/schema",
                "q={\"lat\":1,\"lat\":2} | ! query q json content/application~1json/schema",
                "q= | ! query q json content/application~1json/schema",
                "q=%7 | ! query q content content",
                "q={\"lat\":1}&q={\"lat\":1} | ! query q content content",
            })
    void judgesJsonInAQuery(String query, String expected) {
        Contract contract = Contract.of("{in: query, name: q, " + JSON);

        assertThat(contract.value(In.QUERY, "q", query).replace(POINTER, "")).isEqualTo(expected);
    }

    @Test
    void judgesJsonInHeadersAndCookies() {
        Contract header = Contract.of("{in: header, name: q, " + JSON);
        Contract cookie = Contract.of("{in: cookie, name: q, " + JSON);

        assertThat(header.value(In.HEADER, "q", null, "Q", "{\"lat\": 1, \"unit\": \"%41\"}"))
                .isEqualTo("{\"lat\":1,\"unit\":\"%41\"}");
        assertThat(header.value(In.HEADER, "q", null, "Q", "{\"lat\":1,\"unit\":\"\u00c3\u00a9\"}"))
                .isEqualTo("{\"lat\":1,\"unit\":\"é\"}");
        assertThat(header.value(In.HEADER, "q", null, "Q", "{\"lat\":100}"))
                .startsWith("! header q/lat maximum " + POINTER + "content/");
        assertThat(header.value(In.HEADER, "q", null, "Q", "{\"lat\":1}", "Q", "{\"lat\":1}"))
                .isEqualTo("! header q content " + POINTER + "content");
        assertThat(cookie.value(In.COOKIE, "q", null, "Cookie", "q=%7B%22lat%22%3A1%2C%22unit%22%3A%22%C3%A9%22%7D"))
                .isEqualTo("{\"lat\":1,\"unit\":\"é\"}");
    }

    @Test
    void letsOtherMediaTypesPassWithAWarning() {
        Contract contract = Contract.of(
                "{in: query, name: q, content: {text/csv: {schema: {type: array, items: {type: integer}}}}}");

        assertThat(contract.value(In.QUERY, "q", "q=a%2Cb")).isEqualTo("\"a,b\"");
        assertThat(contract.warnings()).anyMatch(warning -> warning.contains("content of text/csv is not judged"));
    }

    @Test
    void takesTheFirstOfSeveralMediaTypesWithAWarning() {
        Contract contract = Contract.of("{in: query, name: q, content: {application/json: {}, text/csv: {}}}");

        assertThat(contract.value(In.QUERY, "q", "q=[1]")).isEqualTo("[1]");
        assertThat(contract.warnings()).anyMatch(warning -> warning.contains("2 media types (expected: one)"));
    }

    @Test
    void tellsTheBackendOfDefaults() {
        Contract contract = Contract.of(
                "{in: query, name: own, schema: {type: integer, default: 3}}",
                "{in: query, name: referenced, schema: {$ref: '#/components/schemas/Number'}}",
                "{in: header, name: inAll, schema: {allOf: [{$ref: '#/components/schemas/Number'}]}}",
                "{in: cookie, name: list, schema: {type: array, default: [1]}}",
                "{in: query, name: none, schema: {type: integer}}");

        assertThat(contract.value(In.QUERY, "own", null)).isEqualTo("3");
        assertThat(contract.value(In.QUERY, "own", "own=4")).isEqualTo("4");
        assertThat(contract.value(In.QUERY, "referenced", "x=1")).isEqualTo("7");
        assertThat(contract.value(In.HEADER, "inAll", null)).isEqualTo("7");
        assertThat(contract.value(In.COOKIE, "list", null)).isEqualTo("[1]");
        assertThat(contract.value(In.QUERY, "none", null)).isEqualTo("absent");
    }

    @Test
    void allowsEmptyValuesWhereTheContractDoes() {
        String schema = "schema: {type: integer}, allowEmptyValue: true}";
        Contract contract = Contract.of(
                "3.0.3", UnknownParameters.ALLOW, "{in: query, name: q, " + schema, "{in: header, name: h, " + schema);

        assertThat(contract.value(In.QUERY, "q", "q")).isEqualTo("\"\"");
        assertThat(contract.value(In.QUERY, "q", "q=")).isEqualTo("\"\"");
        assertThat(contract.value(In.QUERY, "q", "q=x")).startsWith("! query q type ");
        assertThat(contract.value(In.HEADER, "h", null, "h", "")).startsWith("! header h type ");
        assertThat(contract.warnings()).anyMatch(warning -> warning.contains("allowEmptyValue is for query"));
    }

    @Test
    void readsReservedCharactersWhetherAllowedOrNot() {
        String query = "q=:/?@!$'()*,;%3D%23+%2B";

        for (boolean allowed : new boolean[] {true, false}) {
            Contract contract =
                    Contract.of("{in: query, name: q, allowReserved: " + allowed + ", schema: {type: string}}");
            assertThat(contract.value(In.QUERY, "q", query)).isEqualTo("\":/?@!$'()*,;=# +\"");
        }
    }

    @Test
    void minglesSpreadObjectsWithOtherParameters() {
        Contract contract = Contract.of(
                "{in: query, name: page, schema: {type: object, properties: {limit: {type: integer}, sort: {type: string}}}}",
                "{in: query, name: sort, schema: {type: string}}",
                "{in: query, name: 'filter[a]', schema: {type: string}}",
                "{in: query, name: filter, style: deepObject, explode: true, schema: {type: object}}",
                "{in: query, name: rest, schema: {type: object, additionalProperties: {type: boolean}}}");
        String query = "x=true&limit=1&sort=up&filter[a]=plain&filter[b]=deep&api_key=1&y=false";

        assertThat(contract.value(In.QUERY, "page", query)).isEqualTo("{\"limit\":1}");
        assertThat(contract.value(In.QUERY, "sort", query)).isEqualTo("\"up\"");
        assertThat(contract.value(In.QUERY, "filter[a]", query)).isEqualTo("\"plain\"");
        assertThat(contract.value(In.QUERY, "filter", query)).isEqualTo("{\"b\":\"deep\"}");
        assertThat(contract.value(In.QUERY, "rest", query)).isEqualTo("{\"x\":true,\"y\":false}");
    }

    @Test
    void wantsRequiredParameters() {
        Contract contract = Contract.of(
                "{in: query, name: q, required: true, schema: {type: object, properties: {a: {}}}}",
                "{in: cookie, name: c, required: true, deprecated: true, schema: {}}");

        assertThat(contract.value(In.QUERY, "q", "b=1"))
                .isEqualTo("! query q required " + POINTER + "required\n! cookie c required "
                        + POINTER.replace('0', '1') + "required");
        assertThat(contract.value(In.QUERY, "q", "a=1", "Cookie", "c=")).isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void warnsOfRowsThatAreUndefined() {
        Contract contract = Contract.of(
                "{in: query, name: a, style: spaceDelimited, explode: true, schema: {type: array}}",
                "{in: query, name: b, style: pipeDelimited, schema: {type: string}}",
                "{in: query, name: c, style: deepObject, explode: false, schema: {type: object}}",
                "{in: query, name: d, style: deepObject, schema: {type: string}}",
                "{in: cookie, name: e, schema: {type: array}}",
                "{in: query, name: f, schema: {type: array, items: {type: object}}}",
                "{in: query, name: g, style: deepObject, schema: {type: object}}",
                "{in: query, name: h, style: pipeDelimited, schema: {type: array}}");

        assertThat(contract.warnings())
                .filteredOn(warning -> warning.contains("OpenAPI leaves undefined"))
                .hasSize(6)
                .noneMatch(warning -> warning.contains("parameters/6") || warning.contains("parameters/7"));
    }
}
