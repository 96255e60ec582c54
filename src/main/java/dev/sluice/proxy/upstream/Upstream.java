package dev.sluice.proxy.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A backend of one or more targets: says where a request is to be sent, and whether it may be tried again. Safe for use by
 * many event loops.
 */
public final class Upstream {

    private final String name;
    private final UpstreamSettings settings;
    private final Targets targets;
    private final RetryBudget budget;
    private final Supplier<? extends RandomGenerator> random;
    private Supplier<Future<Void>> closing = Future::succeededFuture;

    /**
     * @param random of the calling thread
     * @param ticker nanoseconds that never run backwards
     */
    Upstream(String name, UpstreamSettings settings, Supplier<? extends RandomGenerator> random, LongSupplier ticker) {
        this.name = name;
        this.settings = settings;
        this.random = random;
        this.targets = new Targets(name, settings, ticker);
        this.budget = new RetryBudget(settings.retries(), ticker);
    }

    /** With the addresses that Vert.x finds, and health checks that trust what the Java runtime trusts. */
    public static Future<Upstream> open(Vertx vertx, String name, UpstreamSettings settings) {
        return open(vertx, name, settings, new HttpClientOptions());
    }

    /**
     * With the addresses that Vert.x finds.
     *
     * @param checks how health checks connect: with the TLS of the upstream
     */
    public static Future<Upstream> open(Vertx vertx, String name, UpstreamSettings settings, HttpClientOptions checks) {
        return open(vertx, name, settings, new VertxResolver(vertx), checks);
    }

    /**
     * Resolves the names of its targets, and watches them until it is closed, on an event loop of its own choice.
     *
     * @param checks how health checks connect: with the TLS of the upstream
     * @return completed when every name has been asked for once, found or not
     */
    public static Future<Upstream> open(
            Vertx vertx, String name, UpstreamSettings settings, Resolver resolver, HttpClientOptions checks) {
        Upstream upstream = new Upstream(name, settings, ThreadLocalRandom::current, System::nanoTime);
        return vertx.deployVerticle(new Watch(upstream, resolver, checks)).map(deployment -> {
            upstream.closing = () -> vertx.undeploy(deployment);
            return upstream;
        });
    }

    public String name() {
        return name;
    }

    public UpstreamSettings settings() {
        return settings;
    }

    /**
     * Where to send a request.
     *
     * @param tried for this request already; empty at its first attempt, which counts for the budget of retries. Others
     *     are preferred, but where there are none it may be one of these once more.
     * @return null when no address of any target is known
     */
    public @Nullable Target pick(Set<Target> tried) {
        if (tried.isEmpty()) {
            budget.requested();
        }
        return targets.pool().pick(tried, random.get());
    }

    /** Whether the budget has a retry left, which is spent with that. Asked only where a retry is safe. */
    public boolean mayRetry() {
        return budget.take();
    }

    Targets targets() {
        return targets;
    }

    RetryBudget budget() {
        return budget;
    }

    /** Takes locks and sums counters: for people, not for every request. */
    public UpstreamView view() {
        return new UpstreamView(
                name,
                targets.panics(),
                targets.view(),
                targets.unresolved(),
                budget.requests(),
                budget.spent(),
                budget.denied());
    }

    /** Stops watching the targets. What is in flight may go on. */
    public Future<Void> close() {
        return closing.get();
    }
}
