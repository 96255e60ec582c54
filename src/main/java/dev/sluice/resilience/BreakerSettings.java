package dev.sluice.resilience;

import java.time.Duration;

/**
 * When a circuit breaker opens, and how it closes again.
 *
 * @param enabled false: every call goes through, nothing is counted
 * @param failureRateThreshold percent of failed calls from which on it opens, from 1 to 100
 * @param slowCallRateThreshold percent of slow calls from which on it opens, from 1 to 100
 * @param slowCallDuration a call that takes longer is slow; of an answer that streams, what counts is the time to its head
 * @param windowSize how many of the last calls are looked at, from 1 to 100,000
 * @param minimumCalls that must have been made before the rates count, from 1 to the window's size
 * @param openFor how long it refuses calls before it lets probes through
 * @param halfOpenCalls how many probes decide, from 1 to 100,000
 * @param halfOpenFor how long probes may stay without an answer before it opens again
 */
public record BreakerSettings(
        boolean enabled,
        int failureRateThreshold,
        int slowCallRateThreshold,
        Duration slowCallDuration,
        int windowSize,
        int minimumCalls,
        Duration openFor,
        int halfOpenCalls,
        Duration halfOpenFor) {

    public static final BreakerSettings DEFAULT = new BreakerSettings(
            true, 50, 80, Duration.ofSeconds(1), 100, 20, Duration.ofSeconds(5), 5, Duration.ofSeconds(30));

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public BreakerSettings {
        new Ranges()
                .number("failureRateThreshold", failureRateThreshold, 1, 100)
                .number("slowCallRateThreshold", slowCallRateThreshold, 1, 100)
                .time("slowCallDuration", slowCallDuration)
                .number("windowSize", windowSize, 1, 100_000)
                .number("minimumCalls", minimumCalls, 1, Math.max(1, windowSize))
                .time("openFor", openFor)
                .number("halfOpenCalls", halfOpenCalls, 1, 100_000)
                .time("halfOpenFor", halfOpenFor)
                .check();
    }
}
