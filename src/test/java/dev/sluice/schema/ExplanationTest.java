package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final String DOCUMENT = """
            {"body":{"type":"object","properties":{
                "ports":{"type":"array","maxItems":2,"items":{"$ref":"#/components/Port"},"x-sluice-error":{"maxItems":"E.1","*":"E.2"}},
                "a/b~c":{"type":"string"}},
              "x-sluice-error":{"json":"E.9"}},
             "components":{"Port":{"type":"object","required":["client","server"],"x-sluice-error":{"required":"E.3"},
               "properties":{"client":{"type":"integer","minimum":1,"x-sluice-error":"E.4"},"server":{"type":"integer"},
                 "protocol":{"enum":["TCP","UDP"],"default":"TCP"}},
               "additionalProperties":false}}}
            """;

    private final Schema schema = new Schemas(SchemaCompiler.Dialect.OPENAPI_3_1, DOCUMENT).at("/body");

    private List<SchemaViolation> explain(String json) {
        byte[] bytes = Schemas.bytes(json);
        return schema.explain(bytes, 0, bytes.length, 100);
    }

    private static String line(SchemaViolation violation) {
        return violation.position() + " " + violation.pointer() + " " + violation.keyword() + " "
                + violation.schemaPointer() + " " + violation.code();
    }

    @Test
    void listsAllViolationsInTheOrderOfTheBytes() {
        List<SchemaViolation> violations =
                explain("{\"a/b~c\":1,\"ports\":[{\"client\":0,\"x\":1},{\"client\":\"y\",\"server\":2},{}]}");

        assertThat(violations)
                .extracting(ExplanationTest::line)
                .containsExactly(
                        "9 /a~1b~0c type /body/properties/a~1b~0c/type null",
                        "30 /ports/0/client minimum /components/Port/properties/client/minimum E.4",
                        "36 /ports/0/x additionalProperties /components/Port/additionalProperties null",
                        "37 /ports/0 required /components/Port/required E.3",
                        "49 /ports/1/client type /components/Port/properties/client/type E.4",
                        "65 /ports maxItems /body/properties/ports/maxItems E.1",
                        "66 /ports/2 required /components/Port/required E.3",
                        "66 /ports/2 required /components/Port/required E.3");
        assertThat(violations.get(6).message()).isEqualTo("expected a member \"client\"");
        assertThat(violations.get(7).message()).isEqualTo("expected a member \"server\"");
    }

    @Test
    void keepsTheFirstViolationsUpToTheLimit() {
        byte[] bytes = Schemas.bytes("{\"ports\":[" + "{},".repeat(5_000) + "{}]}");

        List<SchemaViolation> violations = schema.explain(bytes, 0, bytes.length, 3);

        assertThat(violations).extracting(SchemaViolation::pointer).containsExactly("/ports/0", "/ports/0", "/ports/1");
    }

    @Test
    void namesTheByteOfMalformedText() {
        assertThat(explain("{\"ports\":[1,]}")).singleElement().satisfies(violation -> {
            assertThat(line(violation)).isEqualTo("12  json /body E.9");
            assertThat(violation.message()).isEqualTo("expected a JSON value at byte 12");
        });
    }

    @Test
    void namesTheByteOfADuplicateMember() {
        assertThat(explain("{\"x\":1,\"\\u0078\":2}"))
                .singleElement()
                .satisfies(violation -> assertThat(line(violation)).isEqualTo("7  json /body E.9"));
    }

    @Test
    void neverRepeatsTheValue() {
        assertThat(explain("{\"ports\":\"secret\",\"a/b~c\":4711}"))
                .hasSize(2)
                .allSatisfy(violation -> assertThat(violation.message()).doesNotContain("secret", "4711"));
    }

    @Test
    void explainsTheOnlyAlternativeOfTheType() {
        Schema nullable = Schemas.compile(
                "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"object\",\"required\":[\"a\"]},{\"type\":\"integer\",\"minimum\":3}]}");
        byte[] bytes = Schemas.bytes("{}");

        assertThat(nullable.explain(bytes, 0, bytes.length, 9))
                .extracting(SchemaViolation::schemaPointer)
                .containsExactly("/anyOf", "/anyOf/1/required");
    }
}
