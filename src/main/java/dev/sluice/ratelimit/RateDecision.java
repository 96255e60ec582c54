package dev.sluice.ratelimit;

/**
 * A limiter's answer for one request.
 *
 */
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
}
