package dev.sluice.ratelimit;

import dev.sluice.contract.OperationPlan;

/** Counts the calls of each project. Safe for use by many event loops; never blocks. */
public interface ProjectLimiter {

    /** Counts one call of an operation by a project and says whether it may go on. */
    RateDecision decide(OperationPlan operation, String project);
}
