package dev.sluice.ratelimit;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Exchange;

/** Counts calls, by project and by whatever else limits are set for. Safe for use by many event loops; never blocks. */
public interface ProjectLimiter {

    /** Counts one call of an operation by a project and says whether it may go on. */
    RateDecision decide(OperationPlan operation, String project);

    /**
     * By the client's address: as soon as the operation is known, before anybody asks who calls.
     *
     * @return {@link RateDecision.Unlimited} where there is no such limit
     */
    default RateDecision arrived(Exchange exchange) {
        return RateDecision.Unlimited.UNLIMITED;
    }

    /** By all else: once the caller is known to be allowed to act on the project. */
    default RateDecision decide(Exchange exchange) {
        String project = exchange.project();
        return project == null ? RateDecision.Unlimited.UNLIMITED : decide(exchange.operation(), project);
    }
}
