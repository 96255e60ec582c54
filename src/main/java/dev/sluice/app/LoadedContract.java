package dev.sluice.app;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.contract.ContractPlan;
import dev.sluice.document.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contract that was read, and what answers it. Immutable.
 *
 * @param source what the settings say of it
 * @param mock what answers it; null where that is the store
 */
record LoadedContract(
        ContractSettings source,
        ContractPlan plan,
        @Nullable Mock mock) {

    /** What was tolerated, in the contract and by what answers it. */
    List<Fault> warnings() {
        return mock == null
                ? plan.warnings()
                : Stream.concat(plan.warnings().stream(), mock.warnings().stream())
                        .toList();
    }

    boolean isMock() {
        return mock != null;
    }
}
