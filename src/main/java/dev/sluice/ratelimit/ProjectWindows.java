package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One project's counts under one policy. A call takes from all of its windows or from none.
 *
 * <p>Its methods hold a lock for the few dozen nanoseconds of an arithmetic step. Without it, two event loops that meet
 * on one project would run into {@code AtomicRateLimiter}'s back-off, which parks the thread (some 50 µs), and a call
 * that a longer window refuses would still have cost the shorter one.
 */
final class ProjectWindows {

    private final WindowSet set;
    private final Window[] windows;

    /** Whether it is one of the limiters that {@link RateLimitSettings#maxProjects} bounds. */
    private final boolean bounded;

    private long lastUsed;
    private boolean retired;

    /** Of its last call, for the next: within a second, a project that is refused is told the same. */
    private @Nullable Count last;

    ProjectWindows(WindowSet set, boolean bounded, long now) {
        this.set = set;
        this.bounded = bounded;
        this.lastUsed = now;
        this.windows = new Window[set.size()];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = set.newWindow(i, now);
        }
    }

    private ProjectWindows(WindowSet set, ProjectWindows previous, long now) {
        this(set, previous.bounded, now);
        for (int i = 0; i < windows.length; i++) {
            for (Window old : previous.windows) {
                if (old.window().equals(set.window(i))) {
                    windows[i] = old;
                }
            }
        }
    }

    WindowSet set() {
        return set;
    }

    boolean bounded() {
        return bounded;
    }

    /**
     * Counts one call.
     *
     * @return null when it has been retired: the caller has to look up its successor
     */
    @Nullable
    Count count(LongSupplier ticker) {
        long[] states = new long[windows.length];
        synchronized (this) {
            if (retired) {
                return null;
            }
            // read under the lock, so that time never runs backwards for the limiters
            long now = ticker.getAsLong();
            int refusing = look(states, now);
            if (refusing >= 0) {
                windows[refusing].refuse();
            } else {
                take(states);
            }
            Count count = last;
            if (count == null || !count.isOf(states, refusing)) {
                count = new Count(set, states, refusing);
                last = count;
            }
            return count;
        }
    }

    /**
     * How the windows are. Only under the lock.
     *
     * @param states where it is written to
     * @return the longest window that is spent, or -1: before it begins anew, no call can pass
     */
    int look(long[] states, long now) {
        lastUsed = now;
        int refusing = -1;
        for (int i = 0; i < windows.length; i++) {
            int available = windows[i].available(now);
            if (available < 1) {
                refusing = i;
            }
            states[i] = WindowSet.pack(Math.max(available, 0), windows[i].untilAnew());
        }
        return refusing;
    }

    /** Takes a call that {@link #look} has found room for. Only under the same lock. */
    void take(long[] states) {
        for (int i = 0; i < windows.length; i++) {
            windows[i].take();
            states[i] -= WindowSet.pack(1, 0);
        }
    }

    /** Only under the lock. */
    void refuse(int window) {
        windows[window].refuse();
    }

    /** Only under the lock. */
    boolean isRetired() {
        return retired;
    }

    /** Retires it if all that it has counted is past: then a new one is its equal. */
    synchronized boolean retireWhenIdle(long now) {
        if (retired || now - lastUsed < set.longest()) {
            return false;
        }
        retired = true;
        return true;
    }

    synchronized void retire() {
        retired = true;
    }

    /**
     * Retires it in favour of one with other windows; windows that are in both keep their counts.
     *
     * @return null when it has been retired before
     */
    synchronized @Nullable ProjectWindows succeed(WindowSet next, LongSupplier ticker) {
        if (retired) {
            return null;
        }
        retired = true;
        return new ProjectWindows(next, this, ticker.getAsLong());
    }

    /** How near it is to being refused, as {@link Nearest#rank} says; 0 when it has been retired. */
    synchronized double rank(LongSupplier ticker) {
        if (retired) {
            return 0;
        }
        long now = ticker.getAsLong();
        double most = 0;
        for (Window window : windows) {
            int quota = window.window().quota();
            int used = quota - window.available(now);
            most = Math.max(most, Nearest.rank(window.refused(), used, quota));
        }
        return most;
    }

    synchronized List<WindowUsage> usage(LongSupplier ticker, boolean shared) {
        long now = ticker.getAsLong();
        List<WindowUsage> usages = new ArrayList<>();
        for (Window window : windows) {
            int used = window.window().quota() - window.available(now);
            usages.add(new WindowUsage(
                    set.policy(),
                    window.window(),
                    used,
                    window.refused(),
                    Duration.ofNanos(window.untilAnew()),
                    shared));
        }
        return usages;
    }
}
