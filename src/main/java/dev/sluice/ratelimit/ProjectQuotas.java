package dev.sluice.ratelimit;

import io.vertx.core.Future;
import java.util.List;

/** The operator's view of the limits. Safe for use by many threads. */
public interface ProjectQuotas {

    RateLimitMode mode();

    /**
     * What a project has used, policy by policy, the shortest window first; empty when nothing limits it. Limits by other
     * keys than the project alone are left out.
     *
     * @return fails where the counts cannot be asked for now
     */
    Future<List<WindowUsage>> usage(String project);

    /** Gives a project its full quotas again. The count that projects share is left alone: it is not its own. */
    Future<Void> reset(String project);

    RateLimitCounts counts();

    /**
     * Who is refused, and who will be soon. Takes a few milliseconds at most, however many projects there are.
     *
     * @param most projects that are wanted
     */
    NearProjects nearest(int most);
}
