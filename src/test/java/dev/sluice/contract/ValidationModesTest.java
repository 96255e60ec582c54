package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationModesTest {

    @Test
    void theMostSpecificPlaceHoldsEachDirectionForItself() {
        ContractPlan plan = Load.contract(Load.paths("""
                x-sluice-validation: {request: report}
                paths:
                  /a: {get: {}, put: {x-sluice-validation: {request: "off", response: block}}}
                  /b:
                    x-sluice-validation: {response: report}
                    get: {}
                    put: {x-sluice-validation: {request: block}}
                """));

        assertThat(plan.operations())
                .extracting(operation -> operation.method() + " "
                        + operation.validation().request() + " "
                        + operation.validation().response())
                .containsExactlyInAnyOrder("GET REPORT null", "PUT OFF BLOCK", "GET REPORT REPORT", "PUT BLOCK REPORT");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void saysNothingWhereTheContractSaysNothing() {
        ContractPlan plan = Load.contract(Load.paths("paths: {/a: {get: {}}}"));

        assertThat(plan.operations()).extracting(OperationPlan::validation).containsExactly(ValidationPlan.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-sluice-validation: {request: warn} | 3:32: /x-sluice-validation/request: no mode of validation (expected: block, report or off)",
                "x-sluice-validation: {response: true} | 3:33: /x-sluice-validation/response: no mode of validation (expected: block, report or off)",
                "x-sluice-validation: {requests: off} | 3:23: /x-sluice-validation: unknown member 'requests' (is 'request' meant?) (expected: request, response)"
            })
    void aWrongOneIsAFaultWithItsPlace(String line, String fault) {
        assertThat(Load.faults(Load.paths(line + "\npaths: {/a: {get: {}}}"))).containsExactly("api.yaml:" + fault);
    }

    @Test
    void aMistypedOneIsWarnedOf() {
        ContractPlan plan = Load.contract(Load.paths("paths: {/a: {get: {x-sluice-validaton: {}}}}"));

        assertThat(plan.warnings().toString()).contains("is 'x-sluice-validation' meant?");
    }

    @Test
    void knowsWhichMembersAreSecrets() {
        ContractPlan plan = Load.contract(Load.paths("""
                paths:
                  /a:
                    get:
                      parameters: [{name: door, in: query, schema: {$ref: '#/components/schemas/Code'}}, {name: n, in: query, schema: {type: string}}]
                components:
                  securitySchemes: {q: {type: apiKey, in: query, name: k}, h: {type: apiKey, in: header, name: X-K}}
                  schemas:
                    Code: {allOf: [{$ref: '#/components/schemas/Word'}]}
                    Loop: {allOf: [{$ref: '#/components/schemas/Loop'}]}
                    Unused: {properties: {x: {$ref: '#/components/schemas/Loop'}}}
                    Word: {type: string, format: password}
                    Card: {type: object, properties: {front: {type: string}, back: {writeOnly: true}, code: {$ref: '#/components/schemas/Word'}}}
                """));

        assertThat(plan.secrets()).containsExactlyInAnyOrder("door", "k", "back", "code");
    }
}
