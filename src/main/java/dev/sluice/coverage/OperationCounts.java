package dev.sluice.coverage;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The counts of an operation by one thread; others read them. */
final class OperationCounts {

    final OperationCells cells;
    private final AtomicLongArray counts;
    private final AtomicReferenceArray<AtomicLongArray> bodies;
    /** Of each body: how many have been looked at without asking what it costs. */
    final int[] looked;

    OperationCounts(OperationCells cells) {
        this.cells = cells;
        this.counts = new AtomicLongArray(cells.size);
        this.bodies = new AtomicReferenceArray<>(cells.shapes.size());
        this.looked = new int[cells.shapes.size()];
    }

    void add(int counter) {
        // one thread writes, others read
        counts.setOpaque(counter, counts.getPlain(counter) + 1);
    }

    void set(int counter, long value) {
        counts.setOpaque(counter, value);
    }

    long get(int counter) {
        return counts.getOpaque(counter);
    }

    /** The counters of a shape, on the thread that counts. */
    AtomicLongArray body(int index, Shape shape) {
        AtomicLongArray known = bodies.getPlain(index);
        if (known == null) {
            known = new AtomicLongArray(shape.size());
            bodies.setRelease(index, known);
        }
        return known;
    }

    /** Null where no body was looked at. */
    @Nullable
    AtomicLongArray body(int index) {
        return bodies.getAcquire(index);
    }
}
