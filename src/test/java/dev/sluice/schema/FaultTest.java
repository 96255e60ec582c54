package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.schema.SchemaCompiler.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'strin'} | /type | unknown type",
                "{'type':['string',5]} | /type/1 | unknown type",
                "{'properties':[]} | /properties | not the right kind of value: array (expected: an object)",
                "{'properties':{'a':{'items':3}}} | /properties/a/items | not the right kind of value: number (expected: a schema)",
                "{'required':'a'} | /required | not the right kind of value: string (expected: an array)",
                "{'required':['a',1]} | /required/1 | not the right kind of value: number (expected: a string)",
                "{'minimum':'1'} | /minimum | not the right kind of value: string (expected: a number)",
                "{'minLength':-1} | /minLength | expected an integer from 0",
                "{'multipleOf':0} | /multipleOf | expected a number above 0",
                "{'pattern':'['} | /pattern | no regular expression",
                "{'pattern':'(a'} | /pattern | no regular expression",
                "{'enum':'a'} | /enum | not the right kind of value: string (expected: an array)",
                "{'allOf':[]} | /allOf | empty array",
                "{'anyOf':[{'type':7}]} | /anyOf/0/type | unknown type",
                "{'uniqueItems':'yes'} | /uniqueItems | not the right kind of value: string (expected: true or false)",
                "{'$ref':'#/nowhere'} | /$ref | nothing found at #/nowhere",
                "{'allOf':[{'$ref':'#'}]} | /allOf/0 | applies itself",
            })
    void namesPlaceAndExpectation(String schema, String pointer, String message) {
        Schemas schemas = new Schemas(Dialect.OPENAPI_3_1, schema.replace('\'', '"'));

        Schema compiled = schemas.at("");

        assertThat(schemas.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.message())
                    .startsWith(message.equals("applies itself") ? "the schema applies itself" : message);
            assertThat(fault.place()).isEqualTo(Schemas.PLACE);
        });
        assertThatCode(() -> compiled.accepts(Schemas.parse("null"))).doesNotThrowAnyException();
    }

    @Test
    void reportsAllFaultsAndCompilesTheRest() {
        Schemas schemas = new Schemas(
                Dialect.OPENAPI_3_0,
                "{\"type\":\"null\",\"minimum\":\"x\",\"maximum\":3,\"properties\":{\"a\":{\"maxItems\":1.5}}}");

        Schema compiled = schemas.at("");

        assertThat(schemas.faults()).hasSize(3);
        assertThat(compiled.accepts(Schemas.parse("4"))).isFalse();
    }
}
