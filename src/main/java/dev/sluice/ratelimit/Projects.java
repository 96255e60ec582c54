package dev.sluice.ratelimit;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limiters of the projects that are active under one policy, and one that the projects beyond the bound share. It
 * outlives a reload, so that a reload gives nobody a new quota.
 */
final class Projects {

    private final ConcurrentHashMap<String, ProjectWindows> own = new ConcurrentHashMap<>();
    private final AtomicInteger bounded = new AtomicInteger();
    private final int rank;
    private volatile @Nullable ProjectWindows shared;

    /** @param rank of its own: the order in which locks of several are taken */
    Projects(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }

    @Nullable
    ProjectWindows find(String project) {
        return own.get(project);
    }

    @Nullable
    ProjectWindows shared() {
        return shared;
    }

    boolean full(int bound) {
        return bounded.get() >= bound;
    }

    long size() {
        return own.mappingCount();
    }

    Iterator<Map.Entry<String, ProjectWindows>> iterator() {
        return own.entrySet().iterator();
    }

    /** @param bound {@link Integer#MAX_VALUE} for a project that always gets a limiter of its own */
    ProjectWindows make(String project, WindowSet set, int bound, LongSupplier ticker) {
        ProjectWindows found = own.get(project);
        while (found != null) {
            ProjectWindows successor = found.set().equals(set) ? found : found.succeed(set, ticker);
            if (successor == found || (successor != null && own.replace(project, found, successor))) {
                return successor;
            }
            found = own.get(project);
        }
        return add(project, set, bound, ticker);
    }

    private ProjectWindows add(String project, WindowSet set, int bound, LongSupplier ticker) {
        boolean counts = bound != Integer.MAX_VALUE;
        if (counts && bounded.incrementAndGet() > bound) {
            bounded.decrementAndGet();
            return share(set, ticker);
        }
        ProjectWindows made = new ProjectWindows(set, counts, ticker.getAsLong());
        ProjectWindows first = own.putIfAbsent(project, made);
        if (first == null) {
            return made;
        }
        if (counts) {
            bounded.decrementAndGet();
        }
        return first;
    }

    private synchronized ProjectWindows share(WindowSet set, LongSupplier ticker) {
        ProjectWindows present = shared;
        if (present != null && present.set().equals(set)) {
            return present;
        }
        ProjectWindows next = present == null ? null : present.succeed(set, ticker);
        if (next == null) {
            next = new ProjectWindows(set, false, ticker.getAsLong());
        }
        shared = next;
        return next;
    }

    /** Removes one that has been retired. */
    void remove(String project, ProjectWindows retired) {
        if (own.remove(project, retired) && retired.bounded()) {
            bounded.decrementAndGet();
        }
    }
}
