package dev.sluice.ratelimit.redis;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.exchange.Exchange;
import dev.sluice.ratelimit.Claim;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.NearProjects;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.ratelimit.ProjectQuotas;
import dev.sluice.ratelimit.ProjectUsage;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.RateLimitCounts;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.Verdict;
import dev.sluice.ratelimit.WindowSet;
import dev.sluice.ratelimit.WindowUsage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts in Redis, so that several nodes share one quota. What a call goes against is as the local limiter says, which
 * also counts where Redis is away and the settings want it so. A key that Redis has refused is refused without asking
 * until its window begins anew, a second at most. Safe for use by many event loops; decisions are asked for on one.
 */
public final class SharedLimiter implements ProjectLimiter, ProjectQuotas {

    private static final long RETRY_AFTER_SECONDS = 1;

    private final LocalProjectLimiter local;
    private final RedisSettings settings;
    private final Questions words;
    private final RedisLinks links;
    private final Denials denials = new Denials();
    private final StoreCounts counts = new StoreCounts();
    private final LongAdder allowed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder wouldRefuse = new LongAdder();

    /** @param local which knows the contracts */
    public SharedLimiter(Vertx vertx, RedisSettings settings, LocalProjectLimiter local) {
        this.local = local;
        this.settings = settings;
        this.words = new Questions(settings.prefix());
        this.links = new RedisLinks(new LinkParts(vertx, settings, words, counts));
    }

    /**
     * Makes a first connection, and tells the log where that fails.
     *
     * @return when Redis has answered, or has been found away: never fails
     */
    public Future<Void> start() {
        return links.open();
    }

    /** Ends all connections. */
    public Future<Void> stop() {
        return links.close();
    }

    @Override
    public RateDecision decide(OperationPlan operation, String project) {
        return decide(local.ofProject(operation, project));
    }

    @Override
    public RateDecision arrived(Exchange exchange) {
        return decide(local.arriving(exchange));
    }

    @Override
    public RateDecision decide(Exchange exchange) {
        return decide(local.settled(exchange));
    }

    private RateDecision decide(List<Claim> claims) {
        if (claims.isEmpty()) {
            return RateDecision.Unlimited.UNLIMITED;
        }
        long now = System.nanoTime();
        String[] keys = new String[claims.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = words.key(claims.get(i));
            Denial denial = denials.of(keys[i], now);
            if (denial != null) {
                counts.remembered.increment();
                return local.mode() == RateLimitMode.WARN ? warned(denial.allowed(now)) : refused(denial.denied(now));
            }
        }
        Link link = links.ofThisLoop();
        Question question = new Question(claims, keys, 1);
        if (!link.takes(question)) {
            return without(claims);
        }
        Future<Tally> answer = link.ask(question);
        return new RateDecision.Pending(answer.transform(tally ->
                Future.succeededFuture(tally.succeeded() ? decided(question, tally.result()) : without(claims))));
    }

    private RateDecision decided(Question question, Tally tally) {
        Verdict verdict = tally.verdict();
        if (verdict.withinQuota()) {
            allowed.increment();
            return verdict.allowed();
        }
        int refusing = tally.refusing();
        String project = question.claims.get(refusing).project();
        denials.remember(question.keys[refusing], new Denial(tally, question.asked, project));
        return local.mode() == RateLimitMode.WARN ? warned(verdict.allowed()) : refused(verdict.denied());
    }

    private RateDecision refused(RateDecision.Denied denied) {
        refused.increment();
        return denied;
    }

    private RateDecision warned(RateDecision.Allowed decision) {
        wouldRefuse.increment();
        return decision;
    }

    private RateDecision without(List<Claim> claims) {
        counts.withoutStore.increment();
        return switch (settings.onFailure()) {
            case LOCAL -> local.decide(claims);
            case REFUSE ->
                local.mode() == RateLimitMode.ENFORCE
                        ? new RateDecision.Undecided(RETRY_AFTER_SECONDS)
                        : RateDecision.Unlimited.UNLIMITED;
            case ALLOW -> RateDecision.Unlimited.UNLIMITED;
        };
    }

    /** Lets go of refusals that are over. Call it some ten times a second, from any thread. */
    public void sweep() {
        denials.sweep(System.nanoTime());
    }

    @Override
    public RateLimitMode mode() {
        return local.mode();
    }

    /** On an event loop. What a window has refused is not counted in Redis, and told as 0. */
    @Override
    public Future<List<WindowUsage>> usage(String project) {
        List<Claim> claims = local.ofProject(project);
        List<Future<Tally>> asked = new ArrayList<>();
        for (Claim claim : claims) {
            asked.add(links.ofThisLoop().ask(new Question(List.of(claim), new String[] {words.key(claim)}, 0)));
        }
        return Future.all(asked).map(all -> {
            List<WindowUsage> usages = new ArrayList<>();
            asked.forEach(tally -> usages.addAll(usages(tally.result())));
            return usages;
        });
    }

    private static List<WindowUsage> usages(Tally tally) {
        WindowSet set = tally.set(0);
        List<WindowUsage> usages = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            RateWindow window = set.window(i);
            int used = window.quota() - tally.remaining(0, i);
            Duration left = Duration.ofNanos(tally.nanos(0, i));
            usages.add(new WindowUsage(set.policy(), window, used, 0, left, false));
        }
        return usages;
    }

    /** On an event loop. Other nodes may go on refusing for a second. */
    @Override
    public Future<Void> reset(String project) {
        List<Future<?>> deleted = new ArrayList<>();
        for (Claim claim : local.ofProject(project)) {
            String key = words.key(claim);
            denials.forget(key);
            deleted.add(links.ofThisLoop().ask(new Question(List.of(claim), new String[] {key}, -1)));
        }
        deleted.add(local.reset(project));
        return Future.all(deleted).mapEmpty();
    }

    /** Of Redis and of the local limiter in its place. */
    @Override
    public RateLimitCounts counts() {
        RateLimitCounts own = local.counts();
        return new RateLimitCounts(
                own.allowed() + allowed.sum(),
                own.refused() + refused.sum(),
                own.wouldRefuse() + wouldRefuse.sum(),
                own.shared(),
                own.projects());
    }

    /** Those that Redis has refused of late, and those that this node counts while Redis is away. */
    @Override
    public NearProjects nearest(int most) {
        NearProjects own = local.nearest(most);
        NearProjects denied = denials.latest(most, System.nanoTime());
        List<ProjectUsage> projects = Stream.concat(denied.projects().stream(), own.projects().stream())
                .limit(most)
                .toList();
        return new NearProjects(projects, own.looked() + denied.looked(), own.known() + denied.known());
    }

    /** For any thread. */
    public StoreView view() {
        String fault = links.fault();
        return new StoreView(
                fault == null,
                settings.servers() + " " + (fault == null ? "answers" : fault),
                counts.asked.sum(),
                counts.unanswered.sum(),
                counts.remembered.sum(),
                counts.withoutStore.sum(),
                counts.lost.sum());
    }
}
