package dev.sluice.ratelimit;

import dev.sluice.contract.RateWindow;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;

/** One project's count in one window. Guarded by the lock of the {@link ProjectWindows} that it belongs to. */
final class Window {

    private final RateWindow window;
    private final long start;
    private final long period;
    private final AtomicRateLimiter limiter;
    private final RateLimiter.Metrics metrics;
    private long now;
    private long refusedCycle;
    private long refused;

    Window(RateWindow window, RateLimiterConfig config, long now) {
        this.window = window;
        this.start = now;
        this.now = now;
        this.period = window.period().toNanos();
        this.limiter = new AtomicRateLimiter("", config, () -> this.now);
        this.metrics = limiter.getMetrics();
    }

    RateWindow window() {
        return window;
    }

    /** How many calls it still allows at this time. Later calls of the other methods are about the same time. */
    int available(long now) {
        this.now = now;
        return metrics.getAvailablePermissions();
    }

    /** Takes one call. Never waits: its limiter's timeout is zero, and the lock keeps other threads away. */
    boolean take() {
        return limiter.acquirePermission();
    }

    void refuse() {
        long cycle = cycle();
        if (cycle != refusedCycle) {
            refusedCycle = cycle;
            refused = 0;
        }
        refused++;
    }

    long refused() {
        return cycle() == refusedCycle ? refused : 0;
    }

    /** Nanoseconds, more than zero. */
    long untilAnew() {
        return period - (now - start) % period;
    }

    private long cycle() {
        return (now - start) / period;
    }
}
