package dev.sluice.contract;

import java.util.List;
import java.util.Map;

/**
 * An {@code x-sluice-rate-limit}: how often the operations below the place where it stands may be called, by each
 * project or whatever else it counts by. All operations below one place share one count, unless it counts by operation.
 *
 * @param name of the policy in {@code RateLimit-Policy}: {@code per-project} at the root, else with the place
 *     appended ({@code per-project-modifyVpcEndpointService}); {@code per-caller-operation} for other keys
 * @param by what it counts by: at least one, in their own order
 * @param windows for a project that has no line of its own
 * @param projects for single projects; empty where it counts by anything but the project
 */
public record RateLimitPlan(
        String name, List<RateKey> by, List<RateWindow> windows, Map<String, List<RateWindow>> projects) {

    /** The policy that the whole contract shares. */
    public static final String ROOT_NAME = "per-project";

    /** What counts by project. */
    public static final List<RateKey> PER_PROJECT = List.of(RateKey.PROJECT);

    public RateLimitPlan {
        by = RateKey.sorted(by);
    }

    /** By project. */
    public RateLimitPlan(String name, List<RateWindow> windows, Map<String, List<RateWindow>> projects) {
        this(name, PER_PROJECT, windows, projects);
    }

    boolean perProject() {
        return by.equals(PER_PROJECT);
    }
}
