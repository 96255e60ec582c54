package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counts in this process, by resilience4j's rate limiters: a quota per fixed window that begins with a project's first
 * call. Safe for use by many event loops.
 */
public final class LocalProjectLimiter implements ProjectLimiter, ProjectQuotas {

    /** Looked at in one sweep: well under a millisecond. */
    private static final int SWEEP_STEP = 2_500;

    private final LongSupplier ticker;
    private final LongAdder allowed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder wouldRefuse = new LongAdder();
    private final LongAdder shared = new LongAdder();
    private volatile Policies policies;
    private Iterator<Policy> sweptPolicies = Collections.emptyIterator();
    private Iterator<Map.Entry<String, ProjectWindows>> sweptProjects = Collections.emptyIterator();
    private Projects swept = new Projects();

    /** @param contracts all whose operations it will be asked about */
    public LocalProjectLimiter(RateLimitSettings settings, List<ContractPlan> contracts) {
        this(settings, contracts, System::nanoTime);
    }

    /** @param ticker nanoseconds that never run backwards */
    public LocalProjectLimiter(RateLimitSettings settings, List<ContractPlan> contracts, LongSupplier ticker) {
        this.ticker = ticker;
        this.policies = new Policies(settings, contracts, null);
    }

    @Override
    public RateDecision decide(OperationPlan operation, String project) {
        Policies present = policies;
        RateLimitSettings settings = present.settings();
        if (settings.mode() == RateLimitMode.OFF) {
            return RateDecision.Unlimited.UNLIMITED;
        }
        Policy policy = present.of(operation);
        WindowSet windows = policy.windows(project);
        if (windows.isEmpty()) {
            return RateDecision.Unlimited.UNLIMITED;
        }
        ProjectWindows limiter;
        Count count;
        do {
            limiter = policy.limiter(project, windows, ticker, settings.maxProjects());
            count = limiter.count(ticker);
        } while (count == null);
        if (limiter == policy.projects().shared()) {
            shared.increment();
        }
        return decision(count, settings.mode());
    }

    private RateDecision decision(Count count, RateLimitMode mode) {
        if (count.withinQuota()) {
            allowed.increment();
            return count.allowed();
        }
        if (mode == RateLimitMode.WARN) {
            wouldRefuse.increment();
            return count.allowed();
        }
        refused.increment();
        return count.denied();
    }

    /**
     * From now on decides by these. Counts go on where a policy (a contract's file and the policy's name) and a window
     * are the same as before.
     *
     * @param contracts all whose operations it will be asked about from now on
     */
    public synchronized void reload(RateLimitSettings settings, List<ContractPlan> contracts) {
        policies = new Policies(settings, contracts, policies);
    }

    /**
     * Lets go of idle projects. Each call looks at the next few thousand; call it some ten times a second,
     * from any thread.
     *
     * @return how many it let go
     */
    public synchronized int sweep() {
        long now = ticker.getAsLong();
        int removed = 0;
        for (int i = 0; i < SWEEP_STEP && nextSwept(); i++) {
            Map.Entry<String, ProjectWindows> entry = sweptProjects.next();
            if (entry.getValue().retireWhenIdle(now)) {
                swept.remove(entry.getKey(), entry.getValue());
                removed++;
            }
        }
        return removed;
    }

    /** @return false at the end of a round; the next call begins another */
    private boolean nextSwept() {
        while (!sweptProjects.hasNext()) {
            if (!sweptPolicies.hasNext()) {
                sweptPolicies = policies.all().iterator();
                return false;
            }
            swept = sweptPolicies.next().projects();
            sweptProjects = swept.iterator();
        }
        return true;
    }

    @Override
    public RateLimitMode mode() {
        return policies.settings().mode();
    }

    @Override
    public List<WindowUsage> usage(String project) {
        Policies present = policies;
        List<WindowUsage> usages = new ArrayList<>();
        if (present.settings().mode() != RateLimitMode.OFF) {
            for (Policy policy : present.all()) {
                usages.addAll(policy.usage(project, ticker, present.settings().maxProjects()));
            }
        }
        return usages;
    }

    @Override
    public void reset(String project) {
        for (Policy policy : policies.all()) {
            ProjectWindows limiter = policy.projects().find(project);
            if (limiter != null) {
                limiter.retire();
                policy.projects().remove(project, limiter);
            }
        }
    }

    @Override
    public RateLimitCounts counts() {
        long projects = policies.all().stream()
                .mapToLong(policy -> policy.projects().size())
                .sum();
        return new RateLimitCounts(allowed.sum(), refused.sum(), wouldRefuse.sum(), shared.sum(), projects);
    }
}
