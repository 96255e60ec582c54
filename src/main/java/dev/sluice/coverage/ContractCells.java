package dev.sluice.coverage;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What is counted of a contract, and by whom. Safe for any number of threads. */
final class ContractCells {

    /** Properties of all bodies of a contract together, about. */
    private static final int MOST_PROPERTIES = 200_000;

    private static final int MOST_IN_BODY = 1_000;
    private static final int FEWEST_IN_BODY = 50;

    final ContractPlan plan;
    final Instant since;
    private final int most;
    private final AtomicReferenceArray<OperationCells> operations;
    /** By the loop that counts. */
    private final Map<Object, ContractCounts> counts = new ConcurrentHashMap<>();

    ContractCells(ContractPlan plan, Instant since) {
        this.plan = plan;
        this.since = since;
        long bodies =
                plan.operations().stream().mapToLong(ContractCells::bodies).sum();
        this.most = (int) Math.max(FEWEST_IN_BODY, Math.min(MOST_IN_BODY, MOST_PROPERTIES / Math.max(1, bodies)));
        this.operations = new AtomicReferenceArray<>(plan.operations().size());
    }

    private ContractCells(ContractCells before, Instant since) {
        this.plan = before.plan;
        this.since = since;
        this.most = before.most;
        this.operations = before.operations;
    }

    /** The same, of which nothing is counted yet. */
    ContractCells anew(Instant now) {
        return new ContractCells(this, now);
    }

    private static long bodies(OperationPlan operation) {
        return (operation.body() == null ? 0 : operation.body().mediaTypes().size())
                + operation.responses().responses().stream()
                        .mapToLong(response -> response.mediaTypes().size())
                        .sum();
    }

    OperationCells operation(int index) {
        OperationCells known = operations.get(index);
        if (known != null) {
            return known;
        }
        OperationCells made = new OperationCells(plan.operations().get(index), most);
        return operations.compareAndSet(index, null, made) ? made : operations.get(index);
    }

    /** Those of one who counts. */
    ContractCounts counts(Object owner) {
        return counts.computeIfAbsent(owner, first -> new ContractCounts(this));
    }

    /** Those of an operation, of all who count. */
    List<OperationCounts> counts(int operation) {
        return counts.values().stream()
                .flatMap(all -> java.util.stream.Stream.ofNullable(all.known(operation)))
                .toList();
    }
}
