package dev.sluice.traffic;

import java.util.concurrent.atomic.LongAdder;

/** How many messages were judged, and what came of it. Safe for use by many event loops. */
public final class VerdictCounts {

    private static final int VERDICTS = Verdict.values().length;

    private final LongAdder[] counts = new LongAdder[Direction.values().length * VERDICTS];

    public VerdictCounts() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void add(Direction direction, Verdict verdict) {
        counter(direction, verdict).increment();
    }

    /** Since the start. */
    public long of(Direction direction, Verdict verdict) {
        return counter(direction, verdict).sum();
    }

    private LongAdder counter(Direction direction, Verdict verdict) {
        return counts[direction.ordinal() * VERDICTS + verdict.ordinal()];
    }
}
