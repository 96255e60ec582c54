package dev.sluice.proxy.upstream;

/**
 * How often requests may be tried again.
 *
 * @param attempts at one request, the first one included, from 1 (never again) to 10
 * @param budgetPercent how many retries there may be for 100 requests of the last ten seconds, from 0 to 100
 * @param minPerSecond retries that are always free, from 0 to 100,000
 */
public record RetrySettings(int attempts, int budgetPercent, int minPerSecond) {

    public static final RetrySettings DEFAULT = new RetrySettings(2, 20, 10);

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public RetrySettings {
        new SettingFaults()
                .number("retries.attempts", attempts, 1, 10)
                .number("retries.budgetPercent", budgetPercent, 0, 100)
                .number("retries.minPerSecond", minPerSecond, 0, 100_000)
                .check();
    }
}
