package dev.sluice.ratelimit;

import io.vertx.core.Future;

/** A limiter's answer for one request. */
public sealed interface RateDecision {

    /** The operation has no limit, or limits are off: no header is written. */
    enum Unlimited implements RateDecision {
        UNLIMITED
    }

    /**
     * @param policy value of {@code RateLimit-Policy}, prepared once per set of windows
     * @param limit value of {@code RateLimit} for this request
     */
    record Allowed(String policy, String limit) implements RateDecision {}

    /** @param retryAfterSeconds from 1: until the spent window begins anew */
    record Denied(String policy, String limit, long retryAfterSeconds, String detail) implements RateDecision {}

    /**
     * Nobody can tell, and then nothing is to pass.
     *
     * @param retryAfterSeconds from 1
     */
    record Undecided(long retryAfterSeconds) implements RateDecision {}

    /**
     * The count has to be asked for.
     *
     * @param decision never fails, is never pending, and comes within a bound, on the event loop that asked
     */
    record Pending(Future<RateDecision> decision) implements RateDecision {}
}
