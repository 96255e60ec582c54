package dev.sluice.contract;

import java.time.Duration;

/**
 * A quota per fixed window: {@code 100/s}, {@code 100000/d}, {@code 50/10s}.
 *
 * @param quota from 1
 * @param period from one second to 31 days
 */
public record RateWindow(int quota, Duration period) {

    /** @throws IllegalArgumentException with what was expected */
    public static RateWindow parse(String text) {
        throw new UnsupportedOperationException("TODO " + text);
    }
}
