package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.ratelimit.ProjectQuotas;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the control side learns how things are. Each is asked on an event loop and must not block it.
 *
 * @param version of this Sluice
 * @param contracts that are loaded now
 * @param loaded whether all is that there is to be, if only none
 * @param upstreams of proxies
 * @param store null where none is used
 * @param limitStore null where this node counts by itself
 * @param draining whether the process is stopping
 * @param console what its page needs besides
 */
public record ControlSources(
        String version,
        Supplier<List<ContractPlan>> contracts,
        BooleanSupplier loaded,
        ProjectQuotas quotas,
        Supplier<List<BreakerView>> breakers,
        Supplier<List<UpstreamState>> upstreams,
        @Nullable Supplier<Future<StoreState>> store,
        @Nullable Supplier<LimitStoreState> limitStore,
        BooleanSupplier draining,
        ConsoleSources console) {

    /** Of a node that counts by itself, and asks no upstream. */
    public ControlSources(
            String version,
            Supplier<List<ContractPlan>> contracts,
            ProjectQuotas quotas,
            Supplier<List<BreakerView>> breakers,
            @Nullable Supplier<Future<StoreState>> store,
            BooleanSupplier draining) {
        this(
                version,
                contracts,
                () -> !contracts.get().isEmpty(),
                quotas,
                breakers,
                List::of,
                store,
                null,
                draining,
                ConsoleSources.NONE);
    }
}
