package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.SchemaCompiler.Dialect;
import org.junit.jupiter.api.Test;

/** What a schema tells of its members and items beyond their types. */
class OutlineTest {

    private static final Schemas SCHEMAS = new Schemas(Dialect.OPENAPI_3_0, """
            {"User":{"allOf":[{"$ref":"#/Base"},{"type":"object","required":["name"],"properties":{
                "name":{"type":"string"},"secret":{"type":"string","writeOnly":true}}}]},
             "Base":{"type":"object","required":["id"],"properties":{"id":{"type":"string","readOnly":true}}},
             "Either":{"oneOf":[{"required":["a","b"]},{"required":["b","c"]}]},
             "Few":{"allOf":[{"type":"array","maxItems":7,"items":{}},{"maxItems":3}]},
             "Many":{"type":"array"}}
            """);

    private static Outline outline(String schema, Direction direction) {
        return SCHEMAS.at("/" + schema, direction).outline();
    }

    @Test
    void tellsWhatIsRequired() {
        assertThat(outline("User", Direction.RESPONSE).required()).containsExactlyInAnyOrder("id", "name");
        assertThat(outline("User", Direction.REQUEST).required()).containsExactly("name");
        assertThat(outline("Either", Direction.RESPONSE).required()).containsExactly("b");
        assertThat(outline("Many", Direction.RESPONSE).required()).isEmpty();
    }

    @Test
    void tellsWhichMembersDoNotGoThisWay() {
        assertThat(outline("User", Direction.RESPONSE).waived()).containsExactly("secret");
        assertThat(outline("User", Direction.REQUEST).waived()).containsExactly("id");
        assertThat(outline("User", Direction.NEITHER).waived()).isEmpty();
    }

    @Test
    void tellsHowManyItemsThereMayBe() {
        assertThat(outline("Few", Direction.RESPONSE).mostItems()).isEqualTo(3);
        assertThat(outline("Many", Direction.RESPONSE).mostItems()).isEqualTo(Integer.MAX_VALUE);
    }
}
