package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with components is told by a check, also where no operation uses them. */
class UnusedComponentsTest {

    private static final String CONTRACT = Load.paths("""
            paths: {/a: {get: {responses: {200: {$ref: '#/components/responses/Used'}}}}}
            components:
              schemas:
                Used: {type: string}
                Bad: {type: strng, items: {$ref: '#/components/schemas/Absent'}}
                Fine: {$ref: '#/components/schemas/Used'}
                x-note: 7
              parameters:
                P: {name: p, in: qury, schema: {}}
              headers:
                H: {schema: {minimum: low}}
              requestBodies:
                B: {}
              responses:
                Used: {content: {application/json: {schema: {$ref: '#/components/schemas/Used'}}}}
                R: {content: {application/json: {schema: 7}}}
            """);

    private static List<String> texts(List<Fault> faults) {
        return faults.stream().map(Fault::toString).toList();
    }

    @Test
    void aCheckTellsThemAsWarnings() throws DocumentException {
        ContractPlan plan = Contracts.parse("a.yaml", CONTRACT, Reading.CHECK);

        assertThat(plan.operations()).hasSize(1);
        assertThat(texts(plan.warnings()))
                .containsExactly(
                        "a.yaml:7:17: /components/schemas/Bad/type: unknown type (expected: array, boolean, integer, null,"
                                + " number, object or string); no operation uses it",
                        "a.yaml:7:38: /components/schemas/Bad/items/$ref: there is no #/components/schemas/Absent; no"
                                + " operation uses it",
                        "a.yaml:11:8: /components/parameters/P: 'qury' is no place for a parameter (expected: path, query,"
                                + " header or cookie); no operation uses it",
                        "a.yaml:13:27: /components/headers/H/schema/minimum: not the right kind of value: string (expected: a number); no operation"
                                + " uses it",
                        "a.yaml:15:8: /components/requestBodies/B: a request body without content (expected: content:"
                                + " {application/json: {schema: …}}); no operation uses it",
                        "a.yaml:18:46: /components/responses/R/content/application~1json/schema: not the right kind of value: number (expected: a"
                                + " schema); no operation uses it");
    }

    @Test
    void whoJudgesDoesNotLookAtThem() throws DocumentException {
        assertThat(Contracts.parse("a.yaml", CONTRACT).warnings()).isEmpty();
        assertThat(Contracts.parse("a.yaml", CONTRACT, Reading.MOCK).warnings()).isEmpty();
    }

    @Test
    void whatIsUsedIsAFaultAndToldOnce() {
        String used = CONTRACT.replace("Used: {type: string}", "Used: {$ref: '#/components/schemas/Bad'}")
                .replace("{get: {", "{get: {parameters: [{$ref: '#/components/parameters/P'}], ");

        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> Contracts.parse("a.yaml", used, Reading.CHECK));

        assertThat(texts(refused.faults())).hasSize(3).noneMatch(fault -> fault.contains("no operation uses it"));
        assertThat(texts(refused.warnings()))
                .hasSize(3)
                .allMatch(warning -> warning.contains("no operation uses it"))
                .noneMatch(warning -> warning.contains("/schemas/Bad") || warning.contains("/parameters/P"));
    }
}
