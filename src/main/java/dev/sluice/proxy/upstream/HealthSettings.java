package dev.sluice.proxy.upstream;

import java.time.Duration;

/**
 * How each target is asked whether it is well.
 *
 * @param path of the request, from the root; a status of 2xx or 3xx is well
 * @param interval between two requests to one target, give or take a tenth
 * @param timeout from the beginning of one to the head of its answer
 * @param healthyAfter so many good answers one after the other, from 1 to 100
 * @param unhealthyAfter so many bad ones one after the other, from 1 to 100
 */
public record HealthSettings(String path, Duration interval, Duration timeout, int healthyAfter, int unhealthyAfter) {

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public HealthSettings {
        new SettingFaults()
                .when(
                        !path.startsWith("/") || !path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#'),
                        "health.path: expected a path from the root, encoded")
                .time("health.interval", interval)
                .time("health.timeout", timeout)
                .number("health.healthyAfter", healthyAfter, 1, 100)
                .number("health.unhealthyAfter", unhealthyAfter, 1, 100)
                .check();
    }

    /** With the defaults of everything else. */
    public static HealthSettings of(String path) {
        return new HealthSettings(path, Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 3);
    }
}
