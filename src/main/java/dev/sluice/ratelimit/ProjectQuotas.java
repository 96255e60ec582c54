package dev.sluice.ratelimit;

import java.util.List;

/** The operator's view of the limits. Safe for use by many threads. */
public interface ProjectQuotas {

    RateLimitMode mode();

    /** What a project has used, policy by policy, the shortest window first; empty when nothing limits it. */
    List<WindowUsage> usage(String project);

    /** Gives a project its full quotas again. The count that projects share is left alone: it is not its own. */
    void reset(String project);

    RateLimitCounts counts();
}
