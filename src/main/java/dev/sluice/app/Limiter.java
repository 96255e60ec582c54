package dev.sluice.app;

import dev.sluice.control.LimitStoreState;
import dev.sluice.control.Metrics;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.ratelimit.ProjectQuotas;
import dev.sluice.ratelimit.redis.RedisSettings;
import dev.sluice.ratelimit.redis.SharedLimiter;
import dev.sluice.ratelimit.redis.StoreView;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What counts calls: this node, or the Redis that nodes share. Safe for any thread. */
final class Limiter {

    private static final long SWEEP_MILLIS = 100;

    /** For a first connection to Redis: a start does not wait longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LocalProjectLimiter local;
    private final @Nullable SharedLimiter shared;

    private Limiter(LocalProjectLimiter local, @Nullable SharedLimiter shared) {
        this.local = local;
        this.shared = shared;
    }

    /**
     * Blocks until Redis has answered, or is known to be away, in which case it is looked for in the background.
     *
     * @param redis null where this node counts by itself
     */
    static Limiter start(LocalProjectLimiter local, @Nullable RedisSettings redis, Vertx vertx) {
        SharedLimiter shared = redis == null ? null : new SharedLimiter(vertx, redis, local);
        if (shared != null) {
            Blocking.attempt(shared.start(), PATIENCE);
            vertx.setPeriodic(SWEEP_MILLIS, timer -> shared.sweep());
        }
        vertx.setPeriodic(SWEEP_MILLIS, timer -> local.sweep());
        return new Limiter(local, shared);
    }

    ProjectLimiter decisions() {
        return shared == null ? local : shared;
    }

    ProjectQuotas quotas() {
        return shared == null ? local : shared;
    }

    /** Null where this node counts by itself. */
    @Nullable
    Supplier<LimitStoreState> store() {
        return shared == null ? null : () -> state(shared);
    }

    private static LimitStoreState state(SharedLimiter shared) {
        StoreView view = shared.view();
        return new LimitStoreState(view.up(), view.detail());
    }

    void watch(Metrics metrics) {
        metrics.watch(quotas());
        if (shared != null) {
            metrics.gauge(
                    "sluice.rate.limit.store.up",
                    "1 while the store that nodes share answers.",
                    () -> shared.view().up() ? 1 : 0);
            String decisions =
                    "Decisions by where they were made: asked of the shared store, remembered from a refusal of"
                            + " it, or without it because it was away.";
            String name = "sluice.rate.limit.store.decisions";
            metrics.counter(name, decisions, "by", "store", () -> shared.view().asked());
            metrics.counter(name, decisions, "by", "memory", () -> shared.view().remembered());
            metrics.counter(name, decisions, "by", "policy", () -> shared.view().withoutStore());
            metrics.counter(
                    "sluice.rate.limit.store.unanswered",
                    "Questions that the shared store did not answer well or in time.",
                    "",
                    "",
                    () -> shared.view().unanswered());
            metrics.counter(
                    "sluice.rate.limit.store.lost",
                    "Connections to the shared store that were lost or could not be made.",
                    "",
                    "",
                    () -> shared.view().lost());
        }
    }

    void stop() {
        if (shared != null) {
            Blocking.attempt(shared.stop(), PATIENCE);
        }
    }
}
