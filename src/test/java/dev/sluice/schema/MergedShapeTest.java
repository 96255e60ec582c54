package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keywords are judged in the pass over the bytes, and which take a tree. */
class MergedShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'anyOf':[{'type':'string'},{'type':'null'}]} | true",
                "{'oneOf':[{'type':'string','minLength':2},{'type':'object','properties':{'a':{}}},{'type':'array'}]} | true",
                "{'oneOf':[{'type':'integer'},{'type':'number'}]} | false",
                "{'oneOf':[{'type':'object'},{'type':['object','null']}]} | false",
                "{'oneOf':[{'minLength':1},{'type':'null'}]} | false",
                "{'anyOf':[{'type':'null'},{'type':'array','uniqueItems':true}]} | false",
                "{'properties':{'a':{}},'unevaluatedProperties':false} | true",
                "{'allOf':[{'properties':{'a':{}}},{'properties':{'b':{}}}],'unevaluatedProperties':false} | true",
                "{'anyOf':[{'properties':{'a':{}}}],'unevaluatedProperties':false} | false",
                "{'allOf':[{'unevaluatedProperties':{'type':'null'}}],'unevaluatedProperties':false} | false",
                "{'prefixItems':[{}],'unevaluatedItems':{'type':'string'}} | true",
                "{'contains':{},'unevaluatedItems':false} | false",
            })
    void takesNoTreeWhereTheTypeOrTheNameDecides(String schema, boolean merged) {
        assertThat(Schemas.compile(schema.replace('\'', '"')).isStreamable()).isEqualTo(merged);
    }
}
