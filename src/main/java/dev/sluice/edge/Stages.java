package dev.sluice.edge;

import dev.sluice.auth.Scheme;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.validation.RequestValidator;
import java.util.List;

/**
 * What the stages of the pipeline ask. Shared by all event loops.
 *
 * @param mounts the contracts, in the order in which a path is looked for
 */
public record Stages(List<Mount> mounts, Scheme scheme, ProjectLimiter limiter, RequestValidator validator) {}
