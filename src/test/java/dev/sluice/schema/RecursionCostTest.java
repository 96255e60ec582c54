package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that reach the same part by two ways, which a simple judge would walk 2^100 times. */
class RecursionCostTest {

    private static final int DEPTH = 100;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'allOf':[{'properties':{'n':{'$ref':'#'}}},{'properties':{'n':{'$ref':'#'},'m':{'type':'string'}}}]}",
                "{'oneOf':[{'properties':{'n':{'$ref':'#'}},'required':['a']},{'properties':{'n':{'$ref':'#'}},'required':['m']}]}",
                "{'anyOf':[{'properties':{'n':{'$ref':'#'}},'required':['a']},{'properties':{'n':{'$ref':'#'}},'required':['b']}]}",
                "{'if':{'properties':{'n':{'$ref':'#'}},'required':['a']},'then':false,'else':{'properties':{'n':{'$ref':'#'}}}}",
                "{'properties':{'n':{'$ref':'#'}},'oneOf':[{'properties':{'n':{'$ref':'#'}}},{'required':['a']}],'unevaluatedProperties':false}"
            })
    void judgesEveryPartOnce(String schema) {
        Schema compiled = Schemas.compile(schema.replace('\'', '"'));
        byte[] nested = Schemas.bytes("{\"n\":".repeat(DEPTH) + "{\"m\":1}" + "}".repeat(DEPTH));

        boolean accepted = compiled.accepts(nested, 0, nested.length);

        assertThat(compiled.explain(nested, 0, nested.length, 100).isEmpty()).isEqualTo(accepted);
        assertThat(Allocation.of(() -> compiled.explain(nested, 0, nested.length, 100)))
                .isLessThan(20_000_000);
    }
}
