package dev.sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.schema.Direction;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.Schemas;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {

    private static final int SEEDS = 25;

    private static dev.sluice.generate.ValueSource source(Schema schema) {
        try {
            return Generator.of(schema);
        } catch (UnsatisfiableException none) {
            throw new AssertionError(none);
        }
    }

    private static String value(String schema, long seed) {
        return JsonText.string(source(Schemas.compile(schema)).value(seed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'integer','minimum':3,'exclusiveMaximum':4}",
                "{'type':'integer','exclusiveMinimum':-4,'maximum':-3}",
                "{'type':'number','multipleOf':0.01,'minimum':0.105,'maximum':0.11}",
                "{'allOf':[{'multipleOf':6},{'multipleOf':0.4}],'type':'number','minimum':1}",
                "{'type':'integer','minimum':9223372036854775806}",
                "{'type':'number','minimum':1e400}",
                "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1e-12}",
                "{'type':'string','minLength':300,'maxLength':301}",
                "{'type':'string','pattern':'^[A-Z]{2}-\\\\d{4}$','minLength':7}",
                "{'type':'string','pattern':'^(?=.*[A-Z])(?=.*[0-9]).{8,12}$'}",
                "{'type':'string','pattern':'^(?!a)[ab]+$','minLength':5}",
                "{'allOf':[{'pattern':'^a'},{'pattern':'z$'},{'pattern':'[0-9]{3}'}],'type':'string','maxLength':6}",
                "{'type':'string','pattern':'^(ab|c)\\\\1$'}",
                "{'type':'string','pattern':'x','minLength':50,'maxLength':50}",
                "{'type':'array','items':{'type':'boolean'},'uniqueItems':true,'minItems':2}",
                "{'type':'array','items':{'enum':[1,2,3]},'uniqueItems':true,'minItems':3}",
                "{'prefixItems':[{'type':'string'},{'type':'integer'}],'items':false,'minItems':2,'type':'array'}",
                "{'type':'array','contains':{'const':7},'minContains':2,'maxContains':2,'minItems':4}",
                "{'type':'array','items':{'type':'integer'},'contains':{'minimum':900},'uniqueItems':true}",
                "{'type':'object','required':['a','b'],'additionalProperties':false,'properties':{'a':{},'b':{},'c':{}}}",
                "{'type':'object','minProperties':3,'propertyNames':{'pattern':'^x-[a-z]{3}$'}}",
                "{'type':'object','patternProperties':{'^n_':{'type':'integer'}},'additionalProperties':false,'minProperties':2}",
                "{'type':'object','properties':{'a':{},'b':{}},'maxProperties':1,'required':['b']}",
                "{'type':'object','properties':{'a':{},'b':false},'dependentRequired':{'a':['b']}}",
                "{'type':'object','properties':{'a':{}},'dependentSchemas':{'a':{'required':['c'],'properties':{'c':{'const':1}}}}}",
                "{'oneOf':[{'required':['a']},{'required':['b']}],'type':'object','properties':{'a':{},'b':{}}}",
                "{'oneOf':[{'type':'number'},{'type':'integer'}]}",
                "{'not':{'type':['string','object','array','null','boolean']}}",
                "{'type':'object','properties':{'a':{'type':'integer'}},'not':{'required':['a']}}",
                "{'type':'integer','not':{'minimum':5},'minimum':2}",
                "{'if':{'properties':{'k':{'const':1}},'required':['k']},'then':{'required':['v']},"
                        + "'type':'object','properties':{'k':{'enum':[1,2]},'v':{'type':'string'}},'required':['k']}",
                "{'allOf':[{'properties':{'a':{}}}],'unevaluatedProperties':false,'type':'object','required':['a']}",
                "{'type':'array','prefixItems':[true],'unevaluatedItems':{'type':'integer'},'minItems':3}",
                "{'type':['null','integer'],'minimum':5}",
                "{'enum':[{'a':1},[1],'x'],'type':'array'}",
                "{'$defs':{'n':{'type':'object','properties':{'v':{'type':'integer'},'next':{'$ref':'#/$defs/n'}},"
                        + "'required':['v']}},'$ref':'#/$defs/n'}",
                "{'$defs':{'n':{'type':'object','properties':{'left':{'anyOf':[{'$ref':'#/$defs/n'},{'type':'null'}]},"
                        + "'right':{'type':'array','items':{'$ref':'#/$defs/n'}}},'required':['left','right']}},'$ref':'#/$defs/n'}",
                "{'type':'object','properties':{'a':{'type':'string','maxLength':3,'default':'toolong'}},'required':['a']}"
            })
    void valuesKeepTheirSchemaAndAreTheSameForTheSameSeed(String text) {
        Schema schema = Schemas.compile(text.replace('\'', '"'));
        dev.sluice.generate.ValueSource values = source(schema);
        for (int seed = 0; seed < SEEDS; seed++) {
            String value = JsonText.string(values.value(seed));
            byte[] bytes = Schemas.bytes(value);

            assertThat(schema.accepts(bytes, 0, bytes.length))
                    .as("seed %d: %s", seed, value)
                    .isTrue();
            assertThat(JsonText.string(source(schema).value(seed))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "{'not':{}}",
                "{'type':'integer','minimum':5,'maximum':4}",
                "{'type':'integer','exclusiveMinimum':5,'exclusiveMaximum':6}",
                "{'type':'string','minLength':5,'maxLength':4}",
                "{'type':'string','pattern':'^a{3}$','maxLength':2}",
                "{'type':'array','items':{'type':'boolean'},'uniqueItems':true,'minItems':3}",
                "{'type':'array','minItems':1000000}",
                "{'type':'string','minLength':100000000}",
                "{'type':'object','required':['b'],'additionalProperties':false,'properties':{'a':{}}}",
                "{'enum':['a','b'],'type':'integer'}",
                "{'oneOf':[{'type':'string'},{'type':'string'}]}",
                "{'$defs':{'n':{'type':'object','properties':{'n':{'$ref':'#/$defs/n'}},'required':['n']}},'$ref':'#/$defs/n'}"
            })
    void whatCannotBeSatisfiedIsRefusedWithAReason(String text) {
        Schema schema = Schemas.compile(text.replace('\'', '"'));

        UnsatisfiableException refused = catchThrowableOfType(UnsatisfiableException.class, () -> Generator.of(schema));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.reason()).isNotBlank();
    }

    @Test
    void theRefusalNamesTheSchemaThatIsToBlame() {
        Schema schema = Schemas.compile(
                "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"array\",\"minItems\":1,"
                        + "\"items\":{\"type\":\"string\",\"minLength\":3,\"maxLength\":2}}}}");

        assertThatThrownBy(() -> Generator.of(schema)).isInstanceOfSatisfying(UnsatisfiableException.class, refused -> {
            assertThat(refused.pointer()).isEqualTo("/properties/a/items");
            assertThat(refused.reason()).contains("minLength");
        });
    }

    @Test
    void namesTellHowTextsLook() {
        String value = value(
                "{\"type\":\"object\",\"properties\":{\"email\":{\"type\":\"string\"},\"created_at\":{\"type\":\"string\"},"
                        + "\"homepageUrl\":{\"type\":\"string\"},\"client_port\":{\"type\":\"integer\"}}}",
                3);

        assertThat(value)
                .containsPattern("\"email\":\"[a-z]+\\.[a-z]+@example\\.com\"")
                .containsPattern("\"created_at\":\"\\d{4}-\\d\\d-\\d\\dT")
                .containsPattern("\"homepageUrl\":\"https://")
                .containsPattern("\"client_port\":\\d{4,5}[,}]");
    }

    @Test
    void seedZeroShowsWhatTheContractShows() {
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"example\":\"shown\"},"
                + "\"b\":{\"type\":\"integer\",\"default\":7},\"c\":{\"enum\":[\"first\",\"second\"]},"
                + "\"d\":{\"type\":\"integer\",\"minimum\":3,\"maximum\":3,\"example\":12}}}";

        assertThat(value(schema, 0)).isEqualTo("{\"a\":\"shown\",\"b\":7,\"c\":\"first\",\"d\":3}");
    }

    @Test
    void writeOnlyMembersAreLeftOutOfResponses() {
        Schemas schemas = new Schemas(
                Dialect.OPENAPI_3_0,
                "{\"type\":\"object\",\"required\":[\"id\",\"password\"],\"properties\":{\"id\":{\"type\":\"string\","
                        + "\"readOnly\":true},\"password\":{\"type\":\"string\",\"writeOnly\":true}}}");

        assertThat(JsonText.string(source(schemas.at("", Direction.RESPONSE)).value(1)))
                .contains("\"id\"")
                .doesNotContain("password");
        assertThat(JsonText.string(source(schemas.at("", Direction.REQUEST)).value(1)))
                .contains("\"password\"")
                .doesNotContain("\"id\"");
    }

    @Test
    void aHugeSchemaDoesNotMakeAHugeValue() {
        String members = String.join(
                ",",
                IntStream.range(0, 60)
                        .mapToObj(i -> "\"m" + i + "\":{\"$ref\":\"#/$defs/n\"}")
                        .toList());
        Schema schema = Schemas.compile(
                "{\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{" + members + "}}},\"$ref\":\"#/$defs/n\"}");

        assertThat(size(source(schema).value(5))).isBetween(60, Limits.NODES);
    }

    private static int size(JsonValue value) {
        return value instanceof JsonValue.ObjectValue object
                ? 1
                        + object.members().values().stream()
                                .mapToInt(GeneratorTest::size)
                                .sum()
                : 1;
    }

    @Test
    void manyThreadsGetTheValuesThatOneGets() throws Exception {
        Schema schema = Schemas.compile(
                "{\"type\":\"array\",\"minItems\":2,\"items\":{\"oneOf\":[{\"type\":\"string\",\"pattern\":\"^[a-f]{4}$\"},"
                        + "{\"type\":\"object\",\"properties\":{\"id\":{\"format\":\"uuid\",\"type\":\"string\"}}}]}}");
        List<String> expected = IntStream.range(0, 200)
                .mapToObj(seed -> JsonText.string(source(schema).value(seed)))
                .toList();
        dev.sluice.generate.ValueSource shared = source(schema);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> values = IntStream.range(0, 200)
                    .mapToObj(seed -> threads.submit(() -> JsonText.string(shared.value(seed))))
                    .toList();
            for (int i = 0; i < values.size(); i++) {
                assertThat(values.get(i).get()).isEqualTo(expected.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
