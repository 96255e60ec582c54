package dev.sluice.resilience;

/**
 * A circuit breaker at one moment.
 *
 * @param failureRate percent of the calls looked at; -1 while they are too few
 * @param slowCallRate percent of the calls looked at; -1 while they are too few
 * @param calls looked at
 * @param failed of them
 * @param slow of them
 * @param refused calls since the start
 */
public record BreakerView(
        String name,
        State state,
        float failureRate,
        float slowCallRate,
        int calls,
        int failed,
        int slow,
        long refused) {

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN,
        DISABLED
    }
}
