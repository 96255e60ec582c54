package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Exchange;
import io.vertx.core.Future;
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
    private final Nearest nearest = new Nearest();
    private volatile Policies policies;
    private Iterator<Policy> sweptPolicies = Collections.emptyIterator();
    private Iterator<Map.Entry<String, ProjectWindows>> sweptProjects = Collections.emptyIterator();
    private Projects swept = new Projects(-1);

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
        return count(policy, project, windows, settings);
    }

    private RateDecision count(Policy policy, String key, WindowSet windows, RateLimitSettings settings) {
        ProjectWindows limiter;
        Count count;
        do {
            limiter = policy.limiter(key, windows, ticker, settings.maxProjects());
            count = limiter.count(ticker);
        } while (count == null);
        if (limiter == policy.projects().shared()) {
            shared.increment();
        }
        return decision(count, settings.mode());
    }

    @Override
    public RateDecision arrived(Exchange exchange) {
        Policies present = policies;
        return present.keyed() ? decide(claims(present, exchange, true)) : RateDecision.Unlimited.UNLIMITED;
    }

    @Override
    public RateDecision decide(Exchange exchange) {
        Policies present = policies;
        return present.keyed() ? decide(claims(present, exchange, false)) : ProjectLimiter.super.decide(exchange);
    }

    private static List<Claim> claims(Policies present, Exchange exchange, boolean arriving) {
        if (present.settings().mode() == RateLimitMode.OFF) {
            return List.of();
        }
        Rules rules = present.rules(exchange.operation());
        return Rules.claims(arriving ? rules.arriving() : rules.settled(), exchange);
    }

    /** What a call goes against as soon as its operation is known. */
    public List<Claim> arriving(Exchange exchange) {
        Policies present = policies;
        return present.keyed() ? claims(present, exchange, true) : List.of();
    }

    /** What it goes against once the caller may act on the project. */
    public List<Claim> settled(Exchange exchange) {
        Policies present = policies;
        String project = exchange.project();
        if (present.keyed()) {
            return claims(present, exchange, false);
        }
        return project == null ? List.of() : ofProject(present, present.of(exchange.operation()), project);
    }

    /** What a project's calls of one operation go against and nobody else's. */
    public List<Claim> ofProject(OperationPlan operation, String project) {
        Policies present = policies;
        return ofProject(present, present.of(operation), project);
    }

    /** What a project's calls go against and nobody else's, policy by policy. */
    public List<Claim> ofProject(String project) {
        Policies present = policies;
        return present.all().stream()
                .filter(Policy::perProject)
                .flatMap(policy -> ofProject(present, policy, project).stream())
                .toList();
    }

    private static List<Claim> ofProject(Policies present, Policy policy, String project) {
        WindowSet windows = policy.windows(project);
        return present.settings().mode() == RateLimitMode.OFF || windows.isEmpty()
                ? List.of()
                : List.of(new Claim(policy, project, windows, null));
    }

    /** Counts one call against all of these, or, where one of them is spent, against none. */
    public RateDecision decide(List<Claim> claims) {
        RateLimitSettings settings = policies.settings();
        if (claims.isEmpty()) {
            return RateDecision.Unlimited.UNLIMITED;
        }
        if (claims.size() == 1) {
            Claim claim = claims.get(0);
            return count(claim.policy(), claim.key(), claim.windows(), settings);
        }
        List<WindowSet> sets = claims.stream().map(Claim::windows).toList();
        ProjectWindows[] limiters = new ProjectWindows[claims.size()];
        Verdict verdict;
        do {
            for (int i = 0; i < limiters.length; i++) {
                Claim claim = claims.get(i);
                limiters[i] = claim.policy().limiter(claim.key(), claim.windows(), ticker, settings.maxProjects());
            }
            verdict = new JointCount(limiters, ticker).count(sets);
        } while (verdict == null);
        return decision(verdict, settings.mode());
    }

    private RateDecision decision(Verdict verdict, RateLimitMode mode) {
        if (verdict.withinQuota()) {
            allowed.increment();
            return verdict.allowed();
        }
        if (mode == RateLimitMode.WARN) {
            wouldRefuse.increment();
            return verdict.allowed();
        }
        refused.increment();
        return verdict.denied();
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
    public Future<List<WindowUsage>> usage(String project) {
        Policies present = policies;
        List<WindowUsage> usages = new ArrayList<>();
        if (present.settings().mode() != RateLimitMode.OFF) {
            present.all().stream()
                    .filter(Policy::perProject)
                    .forEach(policy -> usages.addAll(
                            policy.usage(project, ticker, present.settings().maxProjects())));
        }
        return Future.succeededFuture(usages);
    }

    @Override
    public Future<Void> reset(String project) {
        for (Policy policy : policies.all()) {
            ProjectWindows limiter = policy.perProject() ? policy.projects().find(project) : null;
            if (limiter != null) {
                limiter.retire();
                policy.projects().remove(project, limiter);
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public RateLimitCounts counts() {
        long projects = policies.all().stream()
                .mapToLong(policy -> policy.projects().size())
                .sum();
        return new RateLimitCounts(allowed.sum(), refused.sum(), wouldRefuse.sum(), shared.sum(), projects);
    }

    @Override
    public NearProjects nearest(int most) {
        return nearest.look(policies.all(), ticker, most);
    }
}
