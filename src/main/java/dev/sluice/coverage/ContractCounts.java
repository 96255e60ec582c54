package dev.sluice.coverage;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The counts of a contract by one thread; others read them. */
final class ContractCounts {

    private final ContractCells cells;
    private final AtomicReferenceArray<OperationCounts> operations;

    ContractCounts(ContractCells cells) {
        this.cells = cells;
        this.operations = new AtomicReferenceArray<>(cells.plan.operations().size());
    }

    /** On the thread that counts. */
    OperationCounts operation(int index) {
        OperationCounts known = operations.getPlain(index);
        if (known == null) {
            known = new OperationCounts(cells.operation(index));
            operations.setRelease(index, known);
        }
        return known;
    }

    /** Null where nothing was counted. */
    @Nullable
    OperationCounts known(int index) {
        return operations.getAcquire(index);
    }
}
