package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.judge.MessageJudge;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.RegisteredContract;
import dev.sluice.registry.RegisteredVersion;
import dev.sluice.registry.RegistryException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what messages are to be judged by, and keeps what was compiled for a while: as much as some bytes of contracts,
 * those that were asked for last. One that is being compiled is waited for, not compiled again. Safe for any thread.
 */
final class JudgedContracts {

    /** Of files; what is compiled takes some times as much. */
    private static final long MOST_BYTES = 32L << 20;

    private static final Duration FRESH = Duration.ofMillis(500);
    private static final int MOST_FOUND = 1_000;

    private final ValidationService service;
    private final Supplier<List<ContractPlan>> served;
    private final Map<Asked, Found> found = new ConcurrentHashMap<>();
    private final Map<Key, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private volatile @Nullable JudgedContract ofServed;

    private record Asked(String name, @Nullable Integer version) {}

    private record Found(Future<JudgedContract> contract, long at) {}

    private record Key(String name, int version, String digest) {}

    private record Entry(Future<JudgedContract> contract, long bytes) {}

    /** @param served the contracts that this node serves now */
    JudgedContracts(ValidationService service, Supplier<List<ContractPlan>> served) {
        this.service = service;
        this.served = served;
    }

    /** Those that are served. */
    JudgedContract served() {
        JudgedContract known = ofServed;
        List<ContractPlan> plans = served.get();
        if (known == null || !isOf(known, plans)) {
            known = new JudgedContract(null, null, new MessageJudge(plans, service.unknown()), null);
            ofServed = known;
        }
        return known;
    }

    @SuppressWarnings("ReferenceEquality") // the very same: equality would look through whole contracts
    private static boolean isOf(JudgedContract known, List<ContractPlan> plans) {
        List<ContractPlan> own = known.judge().contracts();
        if (own.size() != plans.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i) != plans.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Asks the registry once in a while at most: what another node changes is known here a moment later.
     *
     * @param version null for the active one, else the latest
     */
    Future<JudgedContract> of(String name, @Nullable Integer version) {
        Asked asked = new Asked(name, version);
        Found known = found.get(asked);
        if (known != null && System.nanoTime() - known.at < FRESH.toNanos() && !known.contract.failed()) {
            return known.contract;
        }
        if (found.size() >= MOST_FOUND) {
            found.clear();
        }
        Future<JudgedContract> contract = find(name, version);
        found.put(asked, new Found(contract, System.nanoTime()));
        return contract;
    }

    /** After a change by this node. */
    void changed() {
        found.clear();
    }

    private Future<JudgedContract> find(String name, @Nullable Integer version) {
        return service.registry().contract(name).compose(contract -> {
            RegisteredVersion wanted = version(contract, version);
            return wanted == null ? Future.failedFuture(RegistryException.unknown()) : kept(name, wanted);
        });
    }

    private static @Nullable RegisteredVersion version(RegisteredContract contract, @Nullable Integer number) {
        Integer wanted = number != null ? number : contract.active();
        if (wanted != null) {
            return contract.version(wanted);
        }
        return contract.versions().isEmpty() ? null : contract.versions().get(0);
    }

    private synchronized Future<JudgedContract> kept(String name, RegisteredVersion version) {
        Key key = new Key(name, version.number(), version.digest());
        Entry known = kept.get(key);
        if (known != null && !known.contract.failed()) {
            return known.contract;
        }
        Future<JudgedContract> compiling = service.registry()
                .bundle(name, version.number())
                .compose(bundle -> service.jobs().run(() -> compiled(name, version.number(), bundle)));
        Entry old = kept.put(key, new Entry(compiling, version.bytes()));
        bytes += version.bytes() - (old == null ? 0 : old.bytes);
        var oldest = kept.entrySet().iterator();
        while (bytes > MOST_BYTES && kept.size() > 1) {
            bytes -= oldest.next().getValue().bytes;
            oldest.remove();
        }
        return compiling;
    }

    private JudgedContract compiled(String name, int version, Bundle bundle) {
        try {
            ContractPlan plan = Contracts.parse(
                    bundle.root(), bundle.files(), service.reading().get());
            return new JudgedContract(
                    name, version, new MessageJudge(List.of(plan), service.unknown()), new SchemaLines(bundle));
        } catch (DocumentException e) {
            throw new IllegalStateException("a registered contract has faults", e);
        }
    }
}
