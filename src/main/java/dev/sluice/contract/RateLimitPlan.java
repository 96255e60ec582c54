package dev.sluice.contract;

import java.util.List;
import java.util.Map;

/**
 * An {@code x-sluice-rate-limit}: how often one project may call the operations below the place where it stands. All
 * operations below one place share one count.
 *
 * @param name of the policy in {@code RateLimit-Policy}: {@code per-project} at the root, else with the place
 *     appended ({@code per-project-modifyVpcEndpointService})
 * @param windows for a project that has no line of its own
 * @param projects for single projects
 */
public record RateLimitPlan(String name, List<RateWindow> windows, Map<String, List<RateWindow>> projects) {

    /** The policy that the whole contract shares. */
    public static final String ROOT_NAME = "per-project";
}
