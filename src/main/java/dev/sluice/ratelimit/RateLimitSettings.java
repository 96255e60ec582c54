package dev.sluice.ratelimit;

import dev.sluice.contract.RateWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operator's say about rate limits. It reaches the policy that a whole contract shares; a limit that a contract
 * sets on one path or operation stays as the contract says.
 *
 * @param windows for every project that has no line of its own; null: as the contract says; empty: no limit
 * @param projects for single projects, by their id; an empty list: no limit
 * @param limits that hold beside those, for the operations of all contracts; no two of one name
 * @param maxProjects how many projects (or callers, addresses, …) are counted one by one under each policy, from 1 to 10,000,000; further ones
 *     share one limiter. Projects that have a line of their own do not count.
 */
public record RateLimitSettings(
        RateLimitMode mode,
        @Nullable List<RateWindow> windows,
        Map<String, List<RateWindow>> projects,
        List<NamedLimit> limits,
        int maxProjects) {

    private static final int MOST_PROJECTS = 10_000_000;
    private static final int MOST_WINDOWS = 8;

    public static final int DEFAULT_MAX_PROJECTS = 100_000;

    /** Limits as the contracts set them. */
    public static final RateLimitSettings DEFAULT =
            new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), List.of(), DEFAULT_MAX_PROJECTS);

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public RateLimitSettings {
        List<String> faults = new ArrayList<>();
        if (windows != null) {
            check("windows", windows, faults);
        }
        projects.forEach((project, own) -> check("projects." + project, own, faults));
        for (NamedLimit limit : limits) {
            check("limits." + limit.name(), limit.windows(), faults);
        }
        if (limits.stream().map(NamedLimit::name).distinct().count() < limits.size()) {
            faults.add("limits: two of one name (expected: a name for each)");
        }
        if (maxProjects < 1 || maxProjects > MOST_PROJECTS) {
            faults.add("maxProjects: " + maxProjects + " (expected: from 1 to " + MOST_PROJECTS + ")");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        windows = windows == null ? null : List.copyOf(windows);
        projects = Map.copyOf(projects);
        limits = List.copyOf(limits);
    }

    /** With limits by project alone. */
    public RateLimitSettings(
            RateLimitMode mode,
            @Nullable List<RateWindow> windows,
            Map<String, List<RateWindow>> projects,
            int maxProjects) {
        this(mode, windows, projects, List.of(), maxProjects);
    }

    private static void check(String key, List<RateWindow> windows, List<String> faults) {
        if (windows.size() > MOST_WINDOWS) {
            faults.add(key + ": " + windows.size() + " windows (expected: at most " + MOST_WINDOWS + ")");
        }
        Set<Duration> periods = new HashSet<>();
        for (RateWindow window : windows) {
            if (!periods.add(window.period())) {
                faults.add(key + ": two windows as long as that of " + window + " (expected: one per length)");
            }
        }
    }
}
