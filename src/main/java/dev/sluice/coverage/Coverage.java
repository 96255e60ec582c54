package dev.sluice.coverage;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Sent;
import dev.sluice.exchange.Witness;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What traffic has touched of contracts, since it was forgotten last. Every event loop counts for itself. Safe for use by
 * many event loops; a contract that takes the place of another one begins anew.
 */
public final class Coverage implements Witness {

    /** Looking into bodies takes one part in so many of an event loop's time. */
    private static final int REST = 200;

    /** Bytes of a body that is looked into on an event loop. */
    private static final int LONGEST = 64 * 1024;

    private final Supplier<List<ContractPlan>> present;
    private final Executor compiler;
    private final InstantSource clock;
    private final FastThreadLocal<LoopCounter> ofThread = new FastThreadLocal<>() {
        @Override
        protected LoopCounter initialValue() {
            return new LoopCounter(new Counter(compiler, System::nanoTime, REST, LONGEST));
        }
    };
    private volatile Generation generation;

    /** All counts since a reset. */
    private static final class Generation {

        final Instant since;
        final LongAdder unmatched = new LongAdder();
        private final IdentityHashMap<ContractPlan, ContractCells> contracts = new IdentityHashMap<>();

        Generation(Instant since) {
            this.since = since;
        }

        synchronized Generation next(Instant now) {
            Generation next = new Generation(now);
            contracts.forEach((plan, cells) -> next.contracts.put(plan, cells.anew(now)));
            return next;
        }

        /** Null where the contract is served no more. */
        @SuppressWarnings("ReferenceEquality") // contracts of the same content are equal, and it takes long to find out
        synchronized @Nullable ContractCells find(ContractPlan plan, List<ContractPlan> present, Instant now) {
            ContractCells known = contracts.get(plan);
            if (known == null && present.stream().anyMatch(served -> served == plan)) {
                contracts.keySet().removeIf(old -> present.stream().noneMatch(served -> served == old));
                known = new ContractCells(plan, contracts.isEmpty() ? since : now);
                contracts.put(plan, known);
            }
            return known;
        }
    }

    /** The counts of one event loop. */
    private static final class LoopCounter {

        final Counter counter;
        private final SentView view = new SentView();
        private final IdentityHashMap<ContractPlan, ContractCounts> contracts = new IdentityHashMap<>();
        private @Nullable Generation generation;

        LoopCounter(Counter counter) {
            this.counter = counter;
        }
    }

    /**
     * @param present contracts: others are not counted
     * @param compiler makes what bodies are compared with, which may take milliseconds
     */
    public Coverage(Supplier<List<ContractPlan>> present, Executor compiler, InstantSource clock) {
        this.present = present;
        this.compiler = compiler;
        this.clock = clock;
        this.generation = new Generation(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public int keeps(Exchange exchange) {
        LoopCounter loop = ofThread.get();
        OperationCounts counts = counts(loop, exchange.contractOrNull(), exchange.operationOrNull());
        return counts != null && loop.counter.looks(counts, exchange.startNanos()) ? LONGEST : 0;
    }

    @Override
    public void ended(Exchange exchange, Sent sent) {
        LoopCounter loop = ofThread.get();
        OperationCounts counts = counts(loop, exchange.contractOrNull(), exchange.operationOrNull());
        if (counts == null) {
            if (exchange.operationOrNull() == null) {
                generation.unmatched.increment();
            }
            return;
        }
        loop.view.show(exchange, sent);
        try {
            loop.counter.add(counts, loop.view, exchange.startNanos());
        } finally {
            loop.view.forget();
        }
    }

    private @Nullable OperationCounts counts(
            LoopCounter loop, @Nullable ContractPlan contract, @Nullable OperationPlan operation) {
        if (contract == null || operation == null) {
            return null;
        }
        Generation now = generation;
        if (loop.generation != now) {
            loop.generation = now;
            loop.contracts.clear();
        }
        ContractCounts known = loop.contracts.get(contract);
        if (known == null) {
            ContractCells cells = now.find(contract, present.get(), now());
            if (cells == null) {
                return null;
            }
            // those that were replaced go
            loop.contracts.clear();
            known = cells.counts(loop);
            loop.contracts.put(contract, known);
        }
        return known.operation(operation.index());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Begins anew. */
    public synchronized void reset() {
        generation = generation.next(now());
    }

    /** What was touched until now; may take milliseconds, or seconds for very large contracts. */
    public CoverageReport report() {
        Generation now = generation;
        Instant at = now();
        List<ContractPlan> plans = present.get();
        List<ContractCoverage> contracts = plans.stream()
                .map(plan -> now.find(plan, plans, at))
                .filter(java.util.Objects::nonNull)
                .map(cells -> Reports.of(cells, cells.since))
                .toList();
        return new CoverageReport(now.since, at, now.unmatched.sum(), contracts);
    }
}
