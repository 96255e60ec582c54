package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DefaultsTest {

    private static JsonValue read(String schema, String json) {
        byte[] bytes = Schemas.bytes(json);
        return Schemas.compile(schema).read(bytes, 0, bytes.length);
    }

    private static void assertSame(JsonValue value, String json) {
        assertThat(JsonValues.equal(value, Schemas.parse(json)))
                .as(value + " as " + json)
                .isTrue();
    }

    @Test
    void fillsMembersOfObjectsThatAreThere() {
        String schema = """
                {"properties":{"ports":{"items":{"$ref":"#/$defs/Port"}},"deep":{"properties":{"x":{"default":1}}},
                   "flag":{"$ref":"#/$defs/Flag"}},
                 "$defs":{"Flag":{"default":true},
                   "Port":{"allOf":[{"properties":{"protocol":{"default":"TCP"}}},{"properties":{"n":{"default":null}}}]}}}
                """;

        JsonValue value = read(schema, "{\"ports\":[{},{\"protocol\":\"UDP\",\"n\":1},7]}");

        assertSame(
                value,
                "{\"ports\":[{\"protocol\":\"TCP\",\"n\":null},{\"protocol\":\"UDP\",\"n\":1},7],\"flag\":true}");
    }

    @Test
    void leavesCompleteValuesAsTheyAre() {
        assertSame(read("{\"properties\":{\"a\":{\"default\":1}}}", "{\"a\":null}"), "{\"a\":null}");
    }

    @Test
    void refusesMalformedText() {
        assertThatThrownBy(() -> read("{}", "{")).isInstanceOf(IllegalArgumentException.class);
    }
}
