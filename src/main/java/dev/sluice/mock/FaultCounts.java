package dev.sluice.mock;

import dev.sluice.contract.Faults;
import java.util.concurrent.atomic.LongAdder;

/** How many faults have befallen answers, by their kind. Safe for any thread. */
public final class FaultCounts {

    private final LongAdder[] counts = new LongAdder[Faults.Kind.values().length];

    public FaultCounts() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public long of(Faults.Kind kind) {
        return counts[kind.ordinal()].sum();
    }

    void count(Faults.Kind kind) {
        counts[kind.ordinal()].increment();
    }
}
