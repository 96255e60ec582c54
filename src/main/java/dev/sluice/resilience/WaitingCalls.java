package dev.sluice.resilience;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who wait, in their order. Safe for use by many event loops. */
final class WaitingCalls<T> {

    private final int most;
    private final Set<T> calls = new LinkedHashSet<>();
    /** So that nobody takes the lock while nobody waits. */
    private volatile int size;

    WaitingCalls(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    /** @return false when there are too many already */
    synchronized boolean join(T call) {
        if (calls.size() >= most) {
            return false;
        }
        calls.add(call);
        size = calls.size();
        return true;
    }

    /** @return false when it waits no more */
    synchronized boolean leave(T call) {
        boolean waited = calls.remove(call);
        size = calls.size();
        return waited;
    }

    /** Takes the first one out; null when there is none. */
    synchronized @Nullable T next() {
        Iterator<T> all = calls.iterator();
        if (!all.hasNext()) {
            return null;
        }
        T first = all.next();
        all.remove();
        size = calls.size();
        return first;
    }
}
