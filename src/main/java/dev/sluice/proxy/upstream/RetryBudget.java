package dev.sluice.proxy.upstream;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many requests may be tried again: in each second so many for free, beyond that a share of the requests of the last
 * ten seconds. So an outage adds at most that share to the load. Safe for use by many event loops.
 */
final class RetryBudget {

    private static final int SECONDS = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final RetrySettings settings;
    private final LongSupplier ticker;
    private final long origin;
    private final LongAdder requests = new LongAdder();
    private final LongAdder denied = new LongAdder();

    /** Of each of the last seconds, by the second's number; guarded by this. */
    private final long[] requested = new long[SECONDS];

    private final long[] paid = new long[SECONDS];
    private long second;
    private long seen;
    private long free;
    private long spent;

    /** @param ticker nanoseconds that never run backwards */
    RetryBudget(RetrySettings settings, LongSupplier ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.origin = ticker.getAsLong();
        this.free = settings.minPerSecond();
    }

    /** A request begins; its retries are none. */
    void requested() {
        requests.increment();
    }

    /** Whether there is a retry left, which is spent with that. */
    synchronized boolean take() {
        look();
        if (free > 0) {
            free--;
        } else if ((sum(paid) + 1) * 100 <= sum(requested) * settings.budgetPercent()) {
            paid[slot(second)]++;
        } else {
            denied.increment();
            return false;
        }
        spent++;
        return true;
    }

    /** Tells in which second requests came: to be called about once in each. */
    synchronized void look() {
        long now = (ticker.getAsLong() - origin) / NANOS_PER_SECOND;
        if (now > second) {
            long gone = Math.min(now - second, SECONDS);
            for (long next = now - gone + 1; next <= now; next++) {
                requested[slot(next)] = 0;
                paid[slot(next)] = 0;
            }
            second = now;
            free = settings.minPerSecond();
        }
        long sum = requests.sum();
        requested[slot(second)] += sum - seen;
        seen = sum;
    }

    private static int slot(long second) {
        return (int) (second % SECONDS);
    }

    private static long sum(long[] seconds) {
        long sum = 0;
        for (long one : seconds) {
            sum += one;
        }
        return sum;
    }

    long requests() {
        return requests.sum();
    }

    synchronized long spent() {
        return spent;
    }

    long denied() {
        return denied.sum();
    }
}
