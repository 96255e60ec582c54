package dev.sluice.resilience;

import java.time.Duration;

/**
 * How many calls a backend may have at once.
 *
 * @param inFlight calls under way, over all event loops, from 1 to 1,000,000
 * @param waiting calls that wait for one of them to end, from 0 (refused at once) to 1,000,000
 * @param waitTimeout how long one waits before it is refused
 */
public record BulkheadSettings(int inFlight, int waiting, Duration waitTimeout) {

    public static final BulkheadSettings DEFAULT = new BulkheadSettings(1024, 0, Duration.ofSeconds(1));

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public BulkheadSettings {
        new Ranges()
                .number("inFlight", inFlight, 1, 1_000_000)
                .number("waiting", waiting, 0, 1_000_000)
                .time("waitTimeout", waitTimeout)
                .check();
    }
}
