package dev.sluice.ratelimit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What came of counting one call. */
final class Count {

    private final WindowSet set;
    private final long[] states;
    private final int refusing;

    /** Whoever comes second makes the same. */
    private volatile RateDecision.@Nullable Denied denied;

    /**
     * @param states of the windows after the call, each as {@link WindowSet#pack} makes it
     * @param refusing the window that is spent, or -1
     */
    Count(WindowSet set, long[] states, int refusing) {
        this.set = set;
        this.states = states;
        this.refusing = refusing;
    }

    /** Whether it says the same as one of these. */
    boolean isOf(long[] states, int refusing) {
        return this.refusing == refusing && Arrays.equals(this.states, states);
    }

    boolean withinQuota() {
        return refusing < 0;
    }

    RateDecision.Allowed allowed() {
        return new RateDecision.Allowed(set.policyText(), set.limitText(states));
    }

    RateDecision.Denied denied() {
        RateDecision.Denied known = denied;
        if (known == null) {
            known = new RateDecision.Denied(
                    set.policyText(), set.limitText(states), WindowSet.seconds(states[refusing]), set.detail(refusing));
            denied = known;
        }
        return known;
    }
}
