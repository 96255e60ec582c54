package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a body reaches the backend. */
class DeclaredValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'a':{}}} | {'a':{'x':[1]},'b':2} | {'a':{'x':[1]}}",
                "{'properties':{'a':{'type':'integer'}}} | {'b':{'c':[{}]},'a':1} | {'a':1}",
                "{'properties':{'\\u0061b':{}}} | {'a\\u0062':1,'b':2} | {'ab':1}",
                "{} | {'a':{'b':[1,{}]}} | {'a':{'b':[1,{}]}}",
                "{'type':'object'} | {'a':{'b':1}} | {'a':{'b':1}}",
                "{'properties':{'a':{}},'additionalProperties':true} | {'a':1,'b':{'c':2}} | {'a':1,'b':{'c':2}}",
                "{'additionalProperties':{'properties':{'x':{}}}} | {'a':{'x':1,'y':2}} | {'a':{'x':1}}",
                "{'properties':{'a':{}},'patternProperties':{'^x':{}}} | {'a':1,'xa':2} | {'a':1,'xa':2}",
                "{'properties':{'a':{}},'unevaluatedProperties':{'type':'integer'}} | {'a':1,'b':2} | {'a':1,'b':2}",
                "{'allOf':[{'properties':{'a':{}}},{'properties':{'b':{}}}]} | {'a':1,'b':2,'c':3} | {'a':1,'b':2}",
                "{'oneOf':[{'properties':{'a':{}}},{'properties':{'b':{}},'required':['b']}]} | {'b':2,'c':3} | {'b':2}",
                "{'anyOf':[{'properties':{'a':{}}},{'type':'object'}]} | {'c':3} | {'c':3}",
                "{'properties':{'a':{}},'required':['r']} | {'r':{'x':1},'c':3} | {'r':{'x':1}}",
                "{'if':{'properties':{'a':{}}},'then':{'properties':{'b':{}}}} | {'a':1,'b':2,'c':3} | {'a':1,'b':2}",
                "{'items':{'properties':{'a':{}}}} | [{'a':1,'b':2},{'b':3}] | [{'a':1},{}]",
                "{'prefixItems':[{'properties':{'a':{}}}]} | [{'a':1,'b':2},{'b':3}] | [{'a':1},{'b':3}]",
                "{'properties':{'next':{'$ref':'#'},'n':{}}} | {'next':{'next':{'n':1,'x':2}}} | {'next':{'next':{'n':1}}}",
                "{'properties':{'a':{}}} | [{'b':1}] | [{'b':1}]",
            })
    void holdsWhatTheSchemaDeclares(String schema, String json, String expected) {
        byte[] bytes = Schemas.bytes(json.replace('\'', '"'));

        JsonValue value = Schemas.compile(schema.replace('\'', '"')).read(bytes, 0, bytes.length);

        assertThat(JsonValues.equal(value, Schemas.parse(expected.replace('\'', '"'))))
                .as(value.toString())
                .isTrue();
    }
}
