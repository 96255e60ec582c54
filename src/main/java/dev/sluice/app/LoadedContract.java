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
 * @param backends what answers its operations
 * @param mock answers those that the contract itself does; null where there are none
 */
record LoadedContract(
        ContractSettings source,
        ContractPlan plan,
        Backends backends,
        @Nullable Mock mock) {

    /** What was tolerated, in the contract and by what answers it. */
    List<Fault> warnings() {
        return mock == null
                ? plan.warnings()
                : Stream.concat(plan.warnings().stream(), mock.warnings().stream())
                        .toList();
    }

    /** Whether the contract itself answers all that nothing else is said of. */
    boolean isMock() {
        return backends.whole().kind() == ContractSettings.Backend.MOCK;
    }
}
