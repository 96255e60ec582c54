package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpgradePlanTest {

    @Test
    void theMostSpecificPlaceHolds() {
        ContractPlan plan = Load.contract(Load.paths("""
                x-sluice-upgrade: true
                paths:
                  /a: {get: {}, put: {x-sluice-upgrade: false}}
                  /b: {x-sluice-upgrade: false, get: {}, put: {x-sluice-upgrade: true}}
                """));

        assertThat(plan.operations())
                .extracting(operation -> operation.id() + " " + operation.upgrade())
                .containsExactlyInAnyOrder("GET /a ALLOWED", "PUT /a REFUSED", "GET /b REFUSED", "PUT /b ALLOWED");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void settingsDecideWhereTheContractSaysNothing() {
        UpgradePlan none = Load.contract(Load.paths("paths: {/a: {get: {}}}"))
                .operations()
                .get(0)
                .upgrade();

        assertThat(none.allows(true)).isTrue();
        assertThat(none.allows(false)).isFalse();
        assertThat(UpgradePlan.REFUSED.allows(true)).isFalse();
        assertThat(UpgradePlan.ALLOWED.allows(false)).isTrue();
    }

    @Test
    void isTrueOrFalse() {
        assertThat(Load.faults(Load.paths("x-sluice-upgrade: websocket\npaths: {/a: {get: {}}}")))
                .containsExactly("api.yaml:3:19: /x-sluice-upgrade: not the right kind of value: string"
                        + " (expected: true or false)");
    }
}
