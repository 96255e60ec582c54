package dev.sluice.app.settings;

import java.time.Duration;
import java.util.List;

/**
 * When calls to a backend are given up for a while.
 *
 * @param failureRate in percent
 * @param slowCallRate in percent
 * @param minimumCalls before a rate means anything
 * @param windowSize last calls that are counted
 * @param openFor until probes are let through
 * @param halfOpenCalls number of probes
 */
public record BreakerSettings(
        boolean enabled,
        int failureRate,
        int slowCallRate,
        Duration slowCallDuration,
        int minimumCalls,
        int windowSize,
        Duration openFor,
        int halfOpenCalls) {

    private static final ScalarType<Integer> PERCENT = Scalars.wholeNumber(1, 100);
    private static final ScalarType<Integer> CALLS = Scalars.wholeNumber(1, 100_000);

    static final Setting<Boolean> ENABLED = new Setting<>(
            "breaker.enabled", Scalars.bool(), true, "Whether a failing backend is left alone for a while (503).");
    static final Setting<Integer> FAILURE_RATE =
            new Setting<>("breaker.failureRate", PERCENT, 50, "Percentage of failed calls that opens the breaker.");
    static final Setting<Integer> SLOW_CALL_RATE =
            new Setting<>("breaker.slowCallRate", PERCENT, 80, "Percentage of slow calls that opens the breaker.");
    static final Setting<Duration> SLOW_CALL_DURATION = new Setting<>(
            "breaker.slowCallDuration",
            Scalars.duration(Duration.ofMillis(1), Duration.ofMinutes(10)),
            Duration.ofSeconds(1),
            "A call that takes longer is slow.");
    static final Setting<Integer> MINIMUM_CALLS =
            new Setting<>("breaker.minimumCalls", CALLS, 20, "Fewer calls than this never open the breaker.");
    static final Setting<Integer> WINDOW_SIZE =
            new Setting<>("breaker.windowSize", CALLS, 100, "The rates are those of this many last calls.");
    static final Setting<Duration> OPEN_FOR = new Setting<>(
            "breaker.openFor",
            Scalars.duration(Duration.ofMillis(10), Duration.ofHours(1)),
            Duration.ofSeconds(5),
            "Time that an open breaker waits before it lets probes through.");
    static final Setting<Integer> HALF_OPEN_CALLS = new Setting<>(
            "breaker.halfOpenCalls", CALLS, 5, "Number of probes that decide whether the breaker closes again.");

    static final Section SECTION = new Section(
            "breaker",
            "The circuit breaker in front of the store.",
            List.of(
                    ENABLED,
                    FAILURE_RATE,
                    SLOW_CALL_RATE,
                    SLOW_CALL_DURATION,
                    MINIMUM_CALLS,
                    WINDOW_SIZE,
                    OPEN_FOR,
                    HALF_OPEN_CALLS));

    public BreakerSettings {
        FAILURE_RATE.require(failureRate);
        SLOW_CALL_RATE.require(slowCallRate);
        SLOW_CALL_DURATION.require(slowCallDuration);
        MINIMUM_CALLS.require(minimumCalls);
        WINDOW_SIZE.require(windowSize);
        OPEN_FOR.require(openFor);
        HALF_OPEN_CALLS.require(halfOpenCalls);
    }

    static BreakerSettings from(Values values) {
        boolean reachable = values.get(MINIMUM_CALLS) <= values.get(WINDOW_SIZE);
        values.check(reachable, MINIMUM_CALLS, WINDOW_SIZE, "at most breaker.windowSize");
        return new BreakerSettings(
                values.get(ENABLED),
                values.get(FAILURE_RATE),
                values.get(SLOW_CALL_RATE),
                values.get(SLOW_CALL_DURATION),
                values.get(MINIMUM_CALLS),
                values.get(WINDOW_SIZE),
                values.get(OPEN_FOR),
                values.get(HALF_OPEN_CALLS));
    }
}
