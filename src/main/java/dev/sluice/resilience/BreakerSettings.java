package dev.sluice.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a circuit breaker opens, and how it closes again.
 *
 * @param enabled false: every call goes through, nothing is counted
 * @param failureRateThreshold percent of failed calls from which on it opens, from 1 to 100
 * @param slowCallRateThreshold percent of slow calls from which on it opens, from 1 to 100
 * @param slowCallDuration a call that takes longer is slow
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

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public static final BreakerSettings DEFAULT = new BreakerSettings(
            true, 50, 80, Duration.ofSeconds(1), 100, 20, Duration.ofSeconds(5), 5, Duration.ofSeconds(30));

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public BreakerSettings {
        List<String> faults = new ArrayList<>();
        check("failureRateThreshold", failureRateThreshold, 100, faults);
        check("slowCallRateThreshold", slowCallRateThreshold, 100, faults);
        check("slowCallDuration", slowCallDuration, faults);
        check("windowSize", windowSize, 100_000, faults);
        check("minimumCalls", minimumCalls, Math.max(1, windowSize), faults);
        check("openFor", openFor, faults);
        check("halfOpenCalls", halfOpenCalls, 100_000, faults);
        check("halfOpenFor", halfOpenFor, faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    private static void check(String key, int value, int most, List<String> faults) {
        if (value < 1 || value > most) {
            faults.add(key + ": " + value + " (expected: from 1 to " + most + ")");
        }
    }

    private static void check(String key, Duration value, List<String> faults) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            faults.add(key + ": " + value + " (expected: from 1 millisecond to 1 hour)");
        }
    }
}
