package dev.sluice.app;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.contract.ContractPlan;
import dev.sluice.document.Fault;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contract that was read, and what answers it. Immutable.
 *
 * @param source what the settings say of it
 * @param backends what answers its operations
 * @param mock answers those that the contract itself does; null where there are none
 * @param registered the version in the registry that it is; null where it is the file of the settings
 */
record LoadedContract(
        ContractSettings source,
        ContractPlan plan,
        Backends backends,
        @Nullable Mock mock,
        Registry.@Nullable Active registered) {

    /** Of the settings' file. */
    LoadedContract(ContractSettings source, ContractPlan plan, Backends backends, @Nullable Mock mock) {
        this(source, plan, backends, mock, null);
    }

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
