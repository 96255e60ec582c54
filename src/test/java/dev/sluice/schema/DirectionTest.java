package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionTest {

    private static final String DOCUMENT = """
            {"components":{"schemas":{
              "Id":{"type":"string","readOnly":true},
              "Secret":{"type":"string","writeOnly":true},
              "own":{"type":"object","required":["id","secret","name"],"properties":{
                "id":{"type":"integer","readOnly":true},"secret":{"writeOnly":true},"name":{"readOnly":false}}},
              "byReference":{"type":"object","required":["id","secret"],"properties":{
                "id":{"$ref":"#/components/schemas/Id"},"secret":{"$ref":"#/components/schemas/Secret"}}},
              "byAllOf":{"type":"object","required":["id"],"properties":{
                "id":{"allOf":[{"type":"string"},{"$ref":"#/components/schemas/Id"}]}}},
              "Base":{"type":"object","properties":{"id":{"readOnly":true},"secret":{"writeOnly":true}}},
              "requiredBesideTheBase":{"allOf":[{"$ref":"#/components/schemas/Base"},{"required":["id","secret","x"]}]},
              "requiredAround":{"required":["id","secret"],"allOf":[{"$ref":"#/components/schemas/Base"}]},
              "Demanding":{"type":"object","required":["id","secret"]},
              "requiredInside":{"allOf":[{"$ref":"#/components/schemas/Demanding"}],
                "properties":{"id":{"readOnly":true},"secret":{"writeOnly":true}}},
              "requiredInABranch":{"properties":{"id":{"readOnly":true},"secret":{"writeOnly":true}},
                "oneOf":[{"$ref":"#/components/schemas/Demanding"},{"type":"string"}]},
              "below":{"type":"object","properties":{"id":{"readOnly":true},
                "child":{"$ref":"#/components/schemas/Demanding"},
                "children":{"type":"array","items":{"$ref":"#/components/schemas/own"}}}},
              "endless":{"type":"object","required":["next"],"properties":{
                "next":{"readOnly":true,"allOf":[{"$ref":"#/components/schemas/endless"}]}}}
            }}}
            """;

    private final Schemas schemas = new Schemas(Dialect.OPENAPI_3_0, DOCUMENT);

    private List<String> verdict(String schema, Direction direction, String json) {
        return Evaluators.of(schemas.at("/components/schemas/" + schema, direction), json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "own | 2 | 2 | 3",
                "byReference | 1 | 1 | 2",
                "byAllOf | 0 | 1 | 1",
                "requiredBesideTheBase | 2 | 2 | 3",
                "requiredAround | 1 | 1 | 2",
                "requiredInside | 1 | 1 | 2",
                "endless | 0 | 1 | 1",
            })
    void demandsOnlyWhatGoesThisWay(String schema, int request, int response, int neither) {
        assertThat(verdict(schema, Direction.REQUEST, "{}")).hasSize(request).allMatch(" required"::equals);
        assertThat(verdict(schema, Direction.RESPONSE, "{}")).hasSize(response).allMatch(" required"::equals);
        assertThat(verdict(schema, Direction.NEITHER, "{}")).hasSize(neither).allMatch(" required"::equals);
    }

    @Test
    void waivesInTheBranchesOfAlternatives() {
        assertThat(verdict("requiredInABranch", Direction.REQUEST, "{\"secret\":1}"))
                .isEmpty();
        assertThat(verdict("requiredInABranch", Direction.REQUEST, "{\"id\":1}"))
                .contains(" oneOf");
        assertThat(verdict("requiredInABranch", Direction.RESPONSE, "{\"id\":1}"))
                .isEmpty();
    }

    @Test
    void waivesNothingOfMembersThatHaveTheSameNameFurtherDown() {
        assertThat(verdict("below", Direction.REQUEST, "{\"child\":{\"secret\":1}}"))
                .containsExactly("/child required");
        assertThat(verdict("below", Direction.REQUEST, "{\"children\":[{\"secret\":1,\"name\":2}]}"))
                .isEmpty();
        assertThat(verdict("below", Direction.RESPONSE, "{\"children\":[{\"secret\":1,\"name\":2}]}"))
                .containsExactly("/children/0 required");
    }

    @Test
    void judgesWhatIsSentNevertheless() {
        assertThat(verdict("own", Direction.REQUEST, "{\"id\":7,\"secret\":1,\"name\":2}"))
                .isEmpty();
        assertThat(verdict("own", Direction.REQUEST, "{\"id\":\"x\",\"secret\":1,\"name\":2}"))
                .containsExactly("/id type");
    }

    @Test
    void besideAReferenceCountsWhatTheDialectLetsCount() {
        String document = """
                {"S":{"type":"object","required":["id"],"properties":{"id":{"$ref":"#/Id","readOnly":true}}},"Id":{}}
                """;

        assertThat(Evaluators.of(new Schemas(Dialect.OPENAPI_3_1, document).at("/S", Direction.REQUEST), "{}"))
                .isEmpty();
        assertThat(Evaluators.of(new Schemas(Dialect.OPENAPI_3_0, document).at("/S", Direction.REQUEST), "{}"))
                .containsExactly(" required");
    }
}
