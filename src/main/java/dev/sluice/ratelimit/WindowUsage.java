package dev.sluice.ratelimit;

import dev.sluice.contract.RateWindow;
import java.time.Duration;

/**
 * How far a project has used one window.
 *
 * @param policy its name in {@code RateLimit-Policy}
 * @param used of the quota, in the present window
 * @param refused calls that this window refused (or would have, in mode warn) since it began
 * @param resetsIn until the window begins anew
 * @param shared whether the count is the one that all projects without a limiter of their own share
 */
public record WindowUsage(
        String policy, RateWindow window, int used, long refused, Duration resetsIn, boolean shared) {}
