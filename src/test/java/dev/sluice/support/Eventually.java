package dev.sluice.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Looks, some 10 ms apart. */
    private static final int STILL = 50;

    private Eventually() {}

    /** The value that something has once it has stood still for a while. */
    public static long settles(LongSupplier value) {
        long last = value.getAsLong();
        int still = 0;
        while (still < STILL) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            long now = value.getAsLong();
            still = now == last ? still + 1 : 0;
            last = now;
        }
        return last;
    }

    /** @throws IllegalStateException when it does not hold within three minutes */
    public static void holds(BooleanSupplier condition) {
        holds(condition, () -> "");
    }

    /**
     * @param state what the wait was for and how far it came, said when it was in vain
     * @throws IllegalStateException when it does not hold within three minutes
     */
    public static void holds(BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("did not come to hold within " + PATIENCE + ' ' + state.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
