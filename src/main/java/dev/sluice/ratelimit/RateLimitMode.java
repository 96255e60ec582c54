package dev.sluice.ratelimit;

/** What becomes of a call over its project's quota. */
public enum RateLimitMode {
    /** It is refused. */
    ENFORCE,
    /** It goes on, and is counted as one that would have been refused. */
    WARN,
    /** Nothing is counted. */
    OFF
}
