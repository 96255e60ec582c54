package dev.sluice.ratelimit;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts one call against several limiters at once: it takes from all of them or from none. Holds the locks of all
 * while it does; their order is that of {@link Projects#rank}, so that no two calls wait for each other.
 */
final class JointCount {

    private final ProjectWindows[] limiters;
    private final long[][] states;
    private final LongSupplier ticker;
    private int refusing = -1;
    private int refusingWindow = -1;

    /** @param limiters in the order of their ranks, none of them twice */
    JointCount(ProjectWindows[] limiters, LongSupplier ticker) {
        this.limiters = limiters;
        this.states = new long[limiters.length][];
        this.ticker = ticker;
    }

    /** @return null when one of them has been retired: the caller has to look up its successor */
    @Nullable
    Verdict count(List<WindowSet> sets) {
        return counted(0) ? new Verdict(sets, states, refusing, refusingWindow) : null;
    }

    private boolean counted(int index) {
        if (index == limiters.length) {
            decide(ticker.getAsLong());
            return true;
        }
        synchronized (limiters[index]) {
            return !limiters[index].isRetired() && counted(index + 1);
        }
    }

    private void decide(long now) {
        long longest = 0;
        for (int i = 0; i < limiters.length; i++) {
            states[i] = new long[limiters[i].set().size()];
            int spent = limiters[i].look(states[i], now);
            // before the one that lasts longest begins anew, no call can pass
            if (spent >= 0 && WindowSet.seconds(states[i][spent]) > longest) {
                longest = WindowSet.seconds(states[i][spent]);
                refusing = i;
                refusingWindow = spent;
            }
        }
        if (refusing >= 0) {
            limiters[refusing].refuse(refusingWindow);
            return;
        }
        for (int i = 0; i < limiters.length; i++) {
            limiters[i].take(states[i]);
        }
    }
}
