package dev.sluice.ratelimit;

/** What came of counting one call. */
final class Count {

    private final WindowSet set;
    private final long[] states;
    private final int refusing;

    /**
     * @param states of the windows after the call, each as {@link WindowSet#pack} makes it
     * @param refusing the window that is spent, or -1
     */
    Count(WindowSet set, long[] states, int refusing) {
        this.set = set;
        this.states = states;
        this.refusing = refusing;
    }

    boolean withinQuota() {
        return refusing < 0;
    }

    RateDecision.Allowed allowed() {
        return new RateDecision.Allowed(set.policyText(), set.limitText(states));
    }

    RateDecision.Denied denied() {
        return new RateDecision.Denied(
                set.policyText(), set.limitText(states), WindowSet.seconds(states[refusing]), set.detail(refusing));
    }
}
