package dev.sluice.ratelimit.redis;

/** What holds while Redis does not answer. */
public enum OnFailure {
    /** Each node counts by itself, from nothing: together they admit up to as many times the quota as there are nodes. */
    LOCAL,
    /** What has a limit is refused with 503. */
    REFUSE,
    /** Nothing is limited. */
    ALLOW
}
