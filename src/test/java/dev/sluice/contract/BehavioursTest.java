package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehavioursTest {

    @Test
    void theMostSpecificPlaceHoldsEachForItself() {
        ContractPlan plan = Load.contract(Load.paths("""
                x-sluice-latency: 1s
                x-sluice-faults: reset=1%,slow:5s=1%
                paths:
                  /a: {get: {}, put: {x-sluice-latency: {fixed: 0ms}}}
                  /b:
                    x-sluice-latency: {p99: 200ms, p50: 20ms}
                    get: {}
                    put: {x-sluice-faults: {}}
                    post:
                      x-sluice-faults:
                        status:503: 0.5%
                        truncate: 1%
                """));

        assertThat(plan.operations())
                .extracting(operation ->
                        operation.method() + " " + operation.behaviour().latency() + " "
                                + operation.behaviour().faults())
                .containsExactlyInAnyOrder(
                        "GET 1s reset=1%,slow:5s=1%",
                        "PUT 0ms reset=1%,slow:5s=1%",
                        "GET p50=20ms,p99=200ms reset=1%,slow:5s=1%",
                        "PUT p50=20ms,p99=200ms none",
                        "POST p50=20ms,p99=200ms status:503=0.5%,truncate=1%");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void saysNothingWhereTheContractSaysNothing() {
        ContractPlan plan = Load.contract(Load.paths("paths: {/a: {get: {}}}"));

        assertThat(plan.operations()).extracting(OperationPlan::behaviour).isEqualTo(List.of(BehaviourPlan.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-sluice-latency: 200 | 3:19: /x-sluice-latency: not a latency: number (expected: a duration such as 200ms, or two such as p50=20ms,p99=200ms)",
                "x-sluice-latency: {} | 3:19: /x-sluice-latency: no latency (expected: {fixed: 200ms} or {p50: 20ms, p99: 200ms})",
                "x-sluice-latency: {p50: 1ms} | 3:19: /x-sluice-latency: no latency (expected: {fixed: 200ms} or {p50: 20ms, p99: 200ms})",
                "x-sluice-latency: {fixed: 1} | 3:27: /x-sluice-latency/fixed: not a duration: number (expected: a duration such as 200ms)",
                "x-sluice-latency: {p50: 1ms, p99: x} | 3:35: /x-sluice-latency/p99: 'x' is no duration (expected: a duration such as 200ms)",
                "x-sluice-latency: {p50: 2ms, p99: 1ms} | 3:19: /x-sluice-latency: p99 is shorter than p50 (expected: p50 at most p99)",
                "x-sluice-latency: {fixd: 1ms, fixed: 1s} | 3:20: /x-sluice-latency: unknown member 'fixd' (is 'fixed' meant?) (expected: fixed, p50, p99)",
                "x-sluice-faults: [reset] | 3:18: /x-sluice-faults: not faults: array (expected: reset=1%, status:503=0.5%, truncate=0.1%, slow:5s=1% or malformed=0.2%, several of them separated by commas, or none)",
                "x-sluice-faults: {reset: 1} | 3:26: /x-sluice-faults/reset: not the right kind of value: number (expected: a string)",
                "x-sluice-faults: {status:200: 1%} | 3:19: /x-sluice-faults: 'status:200' (expected: the status of an error, such as status:503)",
                "x-sluice-faults: {reset: 70%, truncate: 31%} | 3:18: /x-sluice-faults: more than 100% of all answers (expected: all faults together at most 100%)"
            })
    void aWrongOneIsAFaultWithItsPlace(String line, String fault) {
        assertThat(Load.faults(Load.paths(line + "\npaths: {/a: {get: {}}}"))).containsExactly("api.yaml:" + fault);
    }

    @Test
    void aMistypedOneIsWarnedOf() {
        ContractPlan plan = Load.contract(Load.paths("paths: {/a: {get: {x-sluice-latncy: 1s}}}"));

        assertThat(plan.warnings().toString()).contains("is 'x-sluice-latency' meant?");
    }
}
