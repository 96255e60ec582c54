package dev.sluice.traffic;

/** What came of judging a message. */
public enum Verdict {
    /** It keeps its contract, as far as it was judged. */
    VALID,
    /** It breaks its contract, and has gone on. */
    REPORTED,
    /** It breaks its contract, and has not gone on. */
    BLOCKED,
    /** It was not looked at: others were, and that is enough (sampling, or the budget of time). */
    SKIPPED,
    /** Its body has passed unjudged: too large, in a coding that is not undone, or without an end. */
    UNJUDGED
}
