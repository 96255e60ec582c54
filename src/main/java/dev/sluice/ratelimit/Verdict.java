package dev.sluice.ratelimit;

import java.util.List;

/** What came of counting one call against several limits. */
public final class Verdict {

    private final List<WindowSet> sets;
    private final long[][] states;
    private final int refusing;
    private final int window;

    /**
     * @param sets of windows, limit by limit
     * @param states of their windows after the call, each as {@link WindowSet#pack} makes it
     * @param refusing the limit that refuses, or -1
     * @param window of it that is spent
     */
    public Verdict(List<WindowSet> sets, long[][] states, int refusing, int window) {
        this.sets = sets;
        this.states = states;
        this.refusing = refusing;
        this.window = window;
    }

    public boolean withinQuota() {
        return refusing < 0;
    }

    public RateDecision.Allowed allowed() {
        return new RateDecision.Allowed(policyText(), limitText());
    }

    /** @throws IndexOutOfBoundsException where nothing refuses */
    public RateDecision.Denied denied() {
        return new RateDecision.Denied(
                policyText(),
                limitText(),
                WindowSet.seconds(states[refusing][window]),
                sets.get(refusing).detail(window));
    }

    private String policyText() {
        return sets.size() == 1 ? sets.get(0).policyText() : sets.get(0).policyText(sets);
    }

    private String limitText() {
        if (sets.size() == 1) {
            return sets.get(0).limitText(states[0]);
        }
        StringBuilder text = new StringBuilder(64 * states.length);
        for (int i = 0; i < states.length; i++) {
            text.append(i == 0 ? "" : ", ").append(sets.get(i).limitText(states[i]));
        }
        return text.toString();
    }
}
