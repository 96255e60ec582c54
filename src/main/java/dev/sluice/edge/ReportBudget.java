package dev.sluice.edge;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How much of one event loop's time may go into judging messages that go on whatever is found: a share of the last second
 * or so, older times counting less and less. While judging takes less, every message is judged; then as many as fit.
 * Confined to one event loop.
 */
final class ReportBudget {

    /** After so long, time that was spent counts for a third. */
    private static final double MEMORY_NANOS = 1e9;

    private final double sample;
    private final double most;
    private final boolean unlimited;
    private final LongSupplier clock;
    private final DoubleSupplier random;
    private double spent;
    private long at;

    /**
     * @param sample how many messages may be judged, from 0 to 1
     * @param share of the time, from 0 to 1; 1 for all of it
     * @param clock in nanoseconds
     * @param random from 0 to 1
     */
    ReportBudget(double sample, double share, LongSupplier clock, DoubleSupplier random) {
        this.sample = sample;
        this.most = share * MEMORY_NANOS;
        this.unlimited = share >= 1;
        this.clock = clock;
        this.random = random;
        this.at = clock.getAsLong();
    }

    /** Whether the next message is judged. */
    boolean judges() {
        if (sample < 1 && random.getAsDouble() >= sample) {
            return false;
        }
        return lasts();
    }

    /** Whether there is time left for what is being judged. */
    boolean lasts() {
        return unlimited || present() < most;
    }

    /** What was spent, as it counts now. */
    private double present() {
        return spent == 0 ? 0 : spent * Math.exp((at - clock.getAsLong()) / MEMORY_NANOS);
    }

    /** The present moment, to be given back to {@link #spent}. */
    long begin() {
        return clock.getAsLong();
    }

    /** @param since when it began */
    void spent(long since) {
        add(clock.getAsLong() - since);
    }

    /** @param nanos that were spent on another thread */
    void add(long nanos) {
        if (!unlimited) {
            spent = present() + nanos;
            at = clock.getAsLong();
        }
    }
}
