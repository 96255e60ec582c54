package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendExtensionTest {

    @Test
    void theMostSpecificPlaceHolds() {
        ContractPlan plan = Load.contract(Load.paths("""
                x-sluice-backend: {kind: proxy, upstream: shop}
                paths:
                  /a: {get: {}, put: {x-sluice-backend: mock}}
                  /b:
                    x-sluice-backend: store
                    get: {}
                    post: {x-sluice-backend: {upstream: pay}}
                """));

        assertThat(plan.operations())
                .extracting(operation -> {
                    BackendPlan backend = operation.backend();
                    return operation.method() + " "
                            + (backend == null ? null : backend.kind() + " " + backend.upstream());
                })
                .containsExactlyInAnyOrder("GET PROXY shop", "PUT MOCK null", "GET STORE null", "POST PROXY pay");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void saysNothingWhereTheContractSaysNothing() {
        assertThat(Load.contract(Load.paths("paths: {/a: {get: {}}}")).operations())
                .extracting(OperationPlan::backend)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-sluice-backend: proxi | 3:19: /x-sluice-backend: 'proxi' answers nothing (expected: one of store, mock, proxy)",
                "x-sluice-backend: {} | 3:19: /x-sluice-backend: no kind (expected: kind, one of store, mock, proxy)",
                "x-sluice-backend: {kind: mock, upstream: a} | 3:19: /x-sluice-backend: an upstream of what is no proxy (expected: kind: proxy, or no upstream)",
                "x-sluice-backend: {kind: 1} | 3:26: /x-sluice-backend/kind: not the right kind of value: number (expected: a string)",
                "x-sluice-backend: [mock] | 3:19: /x-sluice-backend: not the right kind of value: array (expected: a string)",
                "x-sluice-backend: {kin: mock, kind: mock} | 3:20: /x-sluice-backend: unknown member 'kin' (is 'kind' meant?) (expected: kind, upstream)",
            })
    void tellsWhatIsWrong(String extension, String fault) {
        assertThat(Load.faults(Load.paths(extension + "\npaths: {/a: {get: {}}}")))
                .containsExactly("api.yaml:" + fault);
    }
}
