package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VpcepContractTest {

    private final ContractPlan plan = load();

    private static ContractPlan load() {
        try {
            return Contracts.load(Path.of("openapi/vpcep.yaml"));
        } catch (dev.sluice.document.DocumentException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void loadsWithoutWarnings() {
        assertThat(plan.warnings()).isEmpty();
    }
}
