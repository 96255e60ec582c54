package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscriminatorTest {

    private static final String DOCUMENT = """
            {"components":{"schemas":{
              "oneOf":{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],
                "discriminator":{"propertyName":"kind","mapping":{"dog":"#/components/schemas/Dog","puss":"Cat"}}},
              "anyOf":{"anyOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],
                "discriminator":{"propertyName":"kind"}},
              "half":{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"type":"object","required":["x"]}],
                "discriminator":{"propertyName":"kind"}},
              "unnamed":{"oneOf":[{"type":"object","required":["x"]},{"type":"array"}],
                "discriminator":{"propertyName":"kind"}},
              "beside":{"type":"object","required":["kind","z"],"properties":{"kind":{"type":"string"},"z":{"type":"integer"}},
                "oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],
                "discriminator":{"propertyName":"kind"}},
              "lost":{"oneOf":[{"$ref":"#/components/schemas/Cat"}],
                "discriminator":{"propertyName":"kind","mapping":{"ghost":"#/components/schemas/Ghost","two words":"no such file"}}},
              "numbered":{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],
                "discriminator":{"propertyName":"kind","mapping":{"1":"Cat","true":"Dog"}}},
              "Cat":{"type":"object","required":["lives"],"properties":{"lives":{"type":"integer","maximum":9}}},
              "Dog":{"type":"object","required":["bark"],"properties":{"bark":{"type":"string"},"tail":{"type":"boolean"}}},
              "Pet":{"type":"object","required":["type"],"discriminator":{"propertyName":"type","mapping":{"Hamster":"Rodent"}},
                "properties":{"type":{"type":"string"},"name":{"type":"string"}}},
              "Fish":{"allOf":[{"$ref":"#/components/schemas/Pet"},{"type":"object","required":["fins"]}]},
              "Shark":{"allOf":[{"$ref":"#/components/schemas/Fish"},{"properties":{"teeth":{"minimum":3}}}]},
              "Rodent":{"allOf":[{"$ref":"#/components/schemas/Pet"},{"required":["wheel"]}]},
              "Question":{"allOf":[{"type":"object"},{"discriminator":{"propertyName":"type",
                "mapping":{"choice":"#/components/schemas/Choice"}},"required":["type"]}]},
              "Choice":{"allOf":[{"$ref":"#/components/schemas/Question"},{"required":["choices"]}]},
              "wrapped":{"type":"object","properties":{"pet":{"allOf":[{"$ref":"#/components/schemas/Pet"}]}}},
              "list":{"type":"array","items":{"$ref":"#/components/schemas/Pet"}},
              "Shape":{"type":"object","discriminator":{"propertyName":"is"},
                "oneOf":[{"$ref":"#/components/schemas/Square"},{"$ref":"#/components/schemas/Circle"}]},
              "Square":{"allOf":[{"$ref":"#/components/schemas/Shape"},{"required":["side"]}]},
              "Circle":{"allOf":[{"$ref":"#/components/schemas/Shape"},{"required":["radius"]}]}
            }}}
            """;

    private static List<String> verdict(Dialect dialect, String schema, String json) {
        Schemas schemas = new Schemas(dialect, DOCUMENT);
        Schema compiled = schemas.at("/components/schemas/" + schema);
        assertThat(schemas.faults()).isEmpty();
        return Evaluators.of(compiled, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Question | {'type':'choice','choices':1} | []",
                "Question | {'type':'choice'} | [ required]",
                "Question | {'type':'other'} | [/type discriminator]",
                "Choice | {'type':'choice'} | [ required]",
                "Choice | {'choices':1} | [ required]",
                "oneOf | {'kind':'Cat','lives':9} | []",
                "oneOf | {'kind':'Cat','lives':10} | [/lives maximum]",
                "oneOf | {'kind':'puss','lives':10} | [/lives maximum]",
                "oneOf | {'bark':1,'kind':'dog'} | [/bark type]",
                "oneOf | {'kind':'Dog'} | [ required]",
                "oneOf | {'kind':'dog','bark':'w','lives':'both fit, and the name decides'} | []",
                "oneOf | {'lives':9,'bark':'w','kind':'Cat'} | []",
                "oneOf | {'kind':'Cow','lives':9} | [/kind discriminator]",
                "oneOf | {'kind':7,'lives':9} | [/kind discriminator]",
                "oneOf | {'kind':null,'lives':9} | [/kind discriminator]",
                "oneOf | {'lives':9} | [ discriminator]",
                "oneOf | {} | [ discriminator]",
                "oneOf | {'\\u006bind':'\\u0043at','lives':10} | [/lives maximum]",
                "oneOf | 7 | [ oneOf]",
                "anyOf | {'kind':'Dog','lives':9} | [ required]",
                "anyOf | {'kind':'Wolf','lives':9} | [/kind discriminator]",
                "half | {'kind':'Cat','lives':10} | [/lives maximum]",
                "half | {'kind':'other','x':1} | []",
                "unnamed | {'kind':'other','x':1} | []",
                "unnamed | [] | []",
                "beside | {'kind':'Cat','lives':1,'z':1} | []",
                "beside | {'kind':'Cat','lives':1,'z':'1'} | [/z type]",
                "beside | {'z':1,'lives':1} | [ required]",
                "lost | {'kind':'Cat','lives':1} | []",
                "lost | {'kind':'ghost','lives':1} | [/kind discriminator]",
                "numbered | {'kind':1,'lives':1} | []",
                "numbered | {'kind':1.0e0,'lives':1} | [/kind discriminator]",
                "numbered | {'kind':true,'bark':'w'} | []",
                "numbered | {'kind':1e99999,'bark':'w'} | [/kind discriminator]",
                "Pet | {'type':'Fish','fins':2} | []",
                "Pet | {'type':'Fish'} | [ required]",
                "Pet | {'type':'Shark','fins':2,'teeth':2} | [/teeth minimum]",
                "Pet | {'type':'Shark','fins':2,'teeth':3,'name':4} | [/name type]",
                "Pet | {'type':'Hamster'} | [ required]",
                "Pet | {'type':'Rodent','wheel':1} | []",
                "Pet | {'type':'Pet'} | []",
                "Pet | {'type':'Stone'} | [/type discriminator]",
                "Pet | {'name':'x'} | [ required]",
                "Fish | {'type':'Fish','fins':1} | []",
                "Fish | {'type':'Hamster','fins':1} | []",
                "wrapped | {'pet':{'type':'Fish'}} | [/pet required]",
                "wrapped | {'pet':{'type':'Stone'}} | [/pet/type discriminator]",
                "list | [{'type':'Fish'},{'type':'Hamster','wheel':1},{'type':'x'}] | [/0 required, /2/type discriminator]",
                "Shape | {'is':'Square'} | [ required]",
                "Shape | {'is':'Circle','radius':1} | []",
                "Square | {'is':'Square','side':1} | []",
                "Square | {'is':'Square'} | [ required]",
            })
    void picksTheBranch(String schema, String json, String expected) {
        String text = json.replace('\'', '"');

        assertThat(verdict(Dialect.OPENAPI_3_0, schema, text)).hasToString(expected);
        assertThat(verdict(Dialect.OPENAPI_3_1, schema, text)).hasToString(expected);
    }

    @Test
    void tellsTheNamesThatItKnows() {
        Schema schema = new Schemas(Dialect.OPENAPI_3_1, DOCUMENT).at("/components/schemas/oneOf");
        byte[] json = Schemas.bytes("{\"kind\":\"Cow\"}");

        List<SchemaViolation> violations = schema.explain(json, 0, json.length, 9);

        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.schemaPointer()).isEqualTo("/components/schemas/oneOf/discriminator");
            assertThat(violation.message())
                    .isEqualTo("expected a member \"kind\" that is one of \"Cat\", \"Dog\", \"dog\", \"puss\"");
        });
    }

    @Test
    void fillsInTheDefaultsOfTheBranch() {
        String document = """
                {"s":{"oneOf":[{"$ref":"#/A"}],"discriminator":{"propertyName":"k"}},
                 "A":{"properties":{"k":{},"d":{"default":5}}}}
                """;
        Schema schema = new Schemas(Dialect.OPENAPI_3_1, document).at("/s");
        byte[] json = Schemas.bytes("{\"k\":\"A\"}");

        JsonValue filled = schema.read(json, 0, json.length);

        assertThat(((JsonValue.ObjectValue) filled).members()).containsOnlyKeys("k", "d");
    }

    @Test
    void evaluatorsAgreeWhereverTheNameStands() {
        long seed = Long.getLong("sluice.seed", 20_261_123);
        System.out.println("DiscriminatorTest: -Dsluice.seed=" + seed);
        Random random = new Random(seed);
        List<String> schemas = List.of("oneOf", "anyOf", "half", "beside", "Pet", "Shape", "list");
        List<String> pieces = List.of(
                "\"kind\":\"Cat\"",
                "\"kind\":\"dog\"",
                "\"kind\":3",
                "\"type\":\"Shark\"",
                "\"type\":\"Hamster\"",
                "\"is\":\"Circle\"",
                "\"lives\":9",
                "\"lives\":11",
                "\"bark\":\"w\"",
                "\"fins\":1",
                "\"teeth\":1",
                "\"wheel\":null",
                "\"z\":1",
                "\"radius\":1.5",
                "\"o\":{\"kind\":\"Dog\"}",
                "\"a\":[[{}]]",
                "\"kin\\u0064\":\"Dog\"",
                "\"t\":true,\"f\":false,\"n\":null,\"s\":\"é\"");
        int accepted = 0;
        for (int i = 0; i < 5_000; i++) {
            List<String> members = new ArrayList<>(pieces);
            Collections.shuffle(members, random);
            String object = "{" + String.join(", ", members.subList(0, random.nextInt(10))) + "}";
            String schema = schemas.get(random.nextInt(schemas.size()));
            String json = schema.equals("list") ? "[" + object + ",{\"type\":\"Pet\"}]" : object;
            byte[] bytes = Schemas.bytes(json);
            Schema compiled = new Schemas(Dialect.OPENAPI_3_0, DOCUMENT).at("/components/schemas/" + schema);

            boolean fast = compiled.accepts(bytes, 0, bytes.length);

            assertThat(compiled.explain(bytes, 0, bytes.length, 9).isEmpty())
                    .as("%s by %s", json, schema)
                    .isEqualTo(fast);
            accepted += fast ? 1 : 0;
        }
        assertThat(accepted).isBetween(100, 4_900);
    }
}
