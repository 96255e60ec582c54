package dev.sluice.app;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Location;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.FileObserver;
import dev.sluice.document.Place;
import dev.sluice.document.Unreadable;
import dev.sluice.edge.Modes;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Mounts;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.registry.Registry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The contracts that requests find, and how one of them is replaced: read and compiled aside, then swapped in one step,
 * so that no request waits for it, or meets half of it. Safe for any thread; one replaces at a time.
 */
final class ServedContracts {

    private static final Logger LOG = LoggerFactory.getLogger(ServedContracts.class);

    /** Warnings of one contract that are told at once. */
    private static final int TOLD = 5;

    private final ContractLoader loader;
    private final Mounting mounting;
    private final RateLimitSettings limits;
    private final LocalProjectLimiter limiter;
    private final ReloadListener listener;
    private final Mounts mounts;
    private final LongAdder replaced = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private volatile List<LoadedContract> present;

    ServedContracts(
            ContractLoader loader,
            List<LoadedContract> first,
            Mounting mounting,
            RateLimitSettings limits,
            ReloadListener listener) {
        this.loader = loader;
        this.present = first;
        this.mounting = mounting;
        this.limits = limits;
        this.limiter = new LocalProjectLimiter(limits, plans());
        this.listener = listener;
        this.mounts = new Mounts(mounted(first));
        warn(first);
        warnOfUnlimited(plans());
    }

    private List<Mount> mounted(List<LoadedContract> contracts) {
        return contracts.stream()
                .map(contract -> mounting.of(contract).in(loader.modes(contract.source())))
                .toList();
    }

    private static void warn(List<LoadedContract> contracts) {
        for (LoadedContract contract : contracts) {
            List<Fault> warnings = contract.warnings();
            for (int i = 0; i < warnings.size(); i++) {
                LOG.atLevel(i < TOLD ? Level.WARN : Level.DEBUG).log("{}", warnings.get(i));
            }
            if (warnings.size() > TOLD) {
                LOG.warn(
                        "{}: {} more warnings (log.level: debug tells them)",
                        contract.plan().file(),
                        warnings.size() - TOLD);
            }
        }
        Overlaps.of(plans(contracts)).forEach(warning -> LOG.warn("{}", warning));
    }

    /** Whoever sets a limit for all projects should know where there are none. */
    private void warnOfUnlimited(List<ContractPlan> plans) {
        List<RateWindow> windows = limits.windows();
        if (limits.mode() == RateLimitMode.OFF || windows == null || windows.isEmpty()) {
            return;
        }
        plans.stream()
                .filter(plan -> plan.projectParameter() == null)
                .forEach(plan -> LOG.warn(
                        "{}: no path parameter is named as the project: its calls are not limited (expected:"
                                + " x-sluice-project at the root)",
                        plan.file()));
    }

    Mounts mounts() {
        return mounts;
    }

    /** Of an operation of one of them. */
    Modes modes(LoadedContract contract, OperationPlan operation) {
        return loader.modes(contract.source()).under(operation.validation());
    }

    LocalProjectLimiter limiter() {
        return limiter;
    }

    List<LoadedContract> present() {
        return present;
    }

    List<ContractPlan> plans() {
        return plans(present);
    }

    private static List<ContractPlan> plans(List<LoadedContract> contracts) {
        return contracts.stream().map(LoadedContract::plan).toList();
    }

    /** How many contracts were replaced. */
    long replaced() {
        return replaced.sum();
    }

    /** How often a contract stayed because the next one was wrong. */
    long kept() {
        return kept.sum();
    }

    /**
     * Reads one contract again. Never throws for what it finds.
     *
     * @param index of the contract in the settings
     */
    synchronized void reload(int index, FileObserver observer) {
        long start = System.nanoTime();
        String file = present.get(index).source().file().toString();
        // also when it cannot even be opened
        if (present.get(index).source().file() instanceof Location.File written) {
            observer.asked(written.path(), null);
        }
        Registry.Active registered = present.get(index).registered();
        if (registered != null) {
            LOG.info("{}: version {} of the registry goes on, whatever the file holds", file, registered.number());
            return;
        }
        try {
            LoadedContract next = loader.load(present.get(index).source(), observer);
            mounting.require(next);
            replace(index, next);
            replaced.increment();
            listener.replaced(file, next.plan().operations().size(), next.warnings(), since(start));
        } catch (DocumentException e) {
            keep(new ReloadFailure(file, ReloadFailure.Kind.FAULTS, e.faults(), e.warnings(), since(start), null));
        } catch (UncheckedIOException e) {
            String reason = "cannot be read: " + Unreadable.reason(e.getCause());
            keep(whole(file, ReloadFailure.Kind.UNREADABLE, reason, start, null));
        } catch (RuntimeException | StackOverflowError e) {
            keep(whole(file, ReloadFailure.Kind.BUG, "internal error: " + e, start, e));
        }
    }

    /**
     * Puts a contract in the place of another.
     *
     * @throws DocumentException when it needs what was not opened at start
     */
    synchronized void put(int index, LoadedContract next) throws DocumentException {
        mounting.require(next);
        replace(index, next);
        replaced.increment();
    }

    /** One that was not put in its place, because it is wrong. */
    void refused() {
        kept.increment();
    }

    /** @throws DocumentException when a contract needs what was not opened at start */
    void require(LoadedContract contract) throws DocumentException {
        mounting.require(contract);
    }

    private void replace(int index, LoadedContract next) {
        List<LoadedContract> all = new ArrayList<>(present);
        List<Fault> known = Overlaps.of(plans(all));
        all.set(index, next);
        // before requests find it: the limiter must know every operation that it is asked about
        limiter.reload(limits, plans(all));
        mounts.replace(mounted(all));
        present = List.copyOf(all);
        Overlaps.of(plans(all)).stream()
                .filter(overlap -> !known.contains(overlap))
                .forEach(overlap -> LOG.warn("{}", overlap));
    }

    private void keep(ReloadFailure failure) {
        kept.increment();
        listener.kept(failure);
    }

    private static ReloadFailure whole(
            String file, ReloadFailure.Kind kind, String message, long start, @Nullable Throwable bug) {
        Fault fault = new Fault(new Place(file, 1, 1), "", message, null);
        return new ReloadFailure(file, kind, List.of(fault), List.of(), since(start), bug);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
