package dev.sluice.vpcep;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What may differ between installations.
 *
 * @param region the first part of every service name. Without dots, because clients split the name at them (so not the
 *     {@code az.test} of the API's document)
 * @param servicesPerProject the quota; one that is lowered refuses new services and keeps the others
 * @param creatingDelay how long a new service is {@code creating}
 * @param example whether a store that was never used begins with the example service of the API's document
 */
public record VpcepSettings(String region, int servicesPerProject, Duration creatingDelay, boolean example) {

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    public static final VpcepSettings DEFAULT = new VpcepSettings("az", 20, Duration.ZERO, true);

    public VpcepSettings {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "region: " + region + " (expected: 1 to 64 of A-Z a-z 0-9 _ -, and no dot)");
        }
        if (servicesPerProject < 1 || servicesPerProject > 10_000) {
            throw new IllegalArgumentException("servicesPerProject: " + servicesPerProject + " (expected: 1 to 10000)");
        }
        if (creatingDelay.isNegative() || creatingDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("creatingDelay: " + creatingDelay + " (expected: 0s to 1d)");
        }
    }
}
