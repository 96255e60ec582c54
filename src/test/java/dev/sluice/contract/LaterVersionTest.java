package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.Fault;
import org.junit.jupiter.api.Test;

/** What OpenAPI 3.2 adds and nobody judges is tolerated, and told. */
class LaterVersionTest {

    private static final String CONTRACT = """
            openapi: 3.2.0
            $self: https://specs.example/api
            paths:
              /a:
                get:
                  parameters: [{name: all, in: querystring, content: {application/json: {schema: {type: object}}}}]
                post:
                  requestBody: {content: {application/jsonl: {itemSchema: {type: object}}}}
            """;

    @Test
    void isToleratedWithAWarning() {
        ContractPlan plan = Load.contract(CONTRACT);

        assertThat(plan.operations()).hasSize(2);
        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(
                        "api.yaml:2:8: /$self: $self is ignored; references are relative to where the document was found",
                        "api.yaml:8:50: /paths/~1a/post/requestBody/content/application~1jsonl: the items of"
                                + " application/jsonl are not judged by their itemSchema");
    }

    @Test
    void isAFaultBefore() {
        assertThat(Load.faults(CONTRACT.replace("3.2.0", "3.1.0")))
                .singleElement()
                .asString()
                .contains("'querystring' is no place for a parameter");
    }
}
