package dev.sluice.proxy.upstream;

import java.time.Duration;

/**
 * When a target that fails is left out for a while.
 *
 * @param failures one after the other, from 1 to 1,000; 0: never
 * @param time for which it is left out the first time; twice as long the second time, and so on up to ten times
 * @param maxPercent of the targets that may be out at once, from 0 (none) to 100; one of two or more always may unless 0
 */
public record EjectionSettings(int failures, Duration time, int maxPercent) {

    public static final EjectionSettings DEFAULT = new EjectionSettings(5, Duration.ofSeconds(10), 50);

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public EjectionSettings {
        new SettingFaults()
                .number("ejection.failures", failures, 0, 1_000)
                .time("ejection.time", time)
                .number("ejection.maxPercent", maxPercent, 0, 100)
                .check();
    }
}
