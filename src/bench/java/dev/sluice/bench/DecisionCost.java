package dev.sluice.bench;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.ratelimit.redis.OnFailure;
import dev.sluice.ratelimit.redis.RedisAddress;
import dev.sluice.ratelimit.redis.RedisSettings;
import dev.sluice.ratelimit.redis.SharedLimiter;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What one decision costs: in this process, and of a Redis, by turns in one JVM on one event loop. Arguments: contract,
 * the Redis' URL, decisions of a round, rounds. Prints for each round the event loop's processor time per decision, and
 * the times to the decision.
 */
public final class DecisionCost {

    private static final int PROJECTS = 1_000;
    private static final int[] AT_ONCE = {1, 64};

    private final OperationPlan operation;
    private final int decisions;

    private DecisionCost(OperationPlan operation, int decisions) {
        this.operation = operation;
        this.decisions = decisions;
    }

    public static void main(String[] arguments) throws Exception {
        ContractPlan contract = Contracts.load(Path.of(arguments[0]));
        Vertx vertx = Vertx.vertx();
        Context loop = vertx.getOrCreateContext();
        RedisSettings redis =
                new RedisSettings(RedisAddress.parse(arguments[1]), "bench", Duration.ofSeconds(5), OnFailure.REFUSE);
        SharedLimiter admitting = new SharedLimiter(vertx, redis, local(contract, Integer.MAX_VALUE));
        SharedLimiter refusing = new SharedLimiter(vertx, redis, local(contract, 1));
        admitting.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        refusing.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Map<String, ProjectLimiter> limiters =
                Map.of("local", local(contract, Integer.MAX_VALUE), "redis", admitting, "refused", refusing);
        DecisionCost cost = new DecisionCost(contract.operations().get(0), Integer.parseInt(arguments[2]));
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            for (int atOnce : AT_ONCE) {
                for (String name : List.of("local", "redis", "refused")) {
                    Promise<String> done = Promise.promise();
                    ProjectLimiter limiter = Objects.requireNonNull(limiters.get(name));
                    loop.runOnContext(start -> cost.new Run(limiter, atOnce, done).start());
                    System.out.printf(
                            Locale.ROOT,
                            "%d %-8s %2d at once: %s%n",
                            round,
                            name,
                            atOnce,
                            done.future()
                                    .toCompletionStage()
                                    .toCompletableFuture()
                                    .get(120, TimeUnit.SECONDS));
                }
            }
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static LocalProjectLimiter local(ContractPlan contract, int quota) {
        RateLimitSettings settings = new RateLimitSettings(
                RateLimitMode.ENFORCE,
                List.of(new RateWindow(quota, quota == 1 ? Duration.ofDays(1) : Duration.ofSeconds(1))),
                Map.of(),
                100_000);
        return new LocalProjectLimiter(settings, List.of(contract));
    }

    /** One round, on the event loop. */
    private final class Run {

        private final ProjectLimiter limiter;
        private final int atOnce;
        private final Promise<String> done;
        private final long[] nanos = new long[decisions];
        private final long cpu = cpu();
        private int begun;
        private int ended;

        Run(ProjectLimiter limiter, int atOnce, Promise<String> done) {
            this.limiter = limiter;
            this.atOnce = atOnce;
            this.done = done;
        }

        void start() {
            for (int i = 0; i < atOnce; i++) {
                next();
            }
        }

        private void next() {
            while (begun < decisions) {
                int number = begun++;
                long start = System.nanoTime();
                RateDecision decision = limiter.decide(operation, "project-" + number % PROJECTS);
                if (decision instanceof RateDecision.Pending pending) {
                    pending.decision().onComplete(known -> {
                        ended(number, start);
                        next();
                    });
                    return;
                }
                ended(number, start);
            }
        }

        private void ended(int number, long start) {
            nanos[number] = System.nanoTime() - start;
            if (++ended == decisions) {
                Arrays.sort(nanos);
                done.complete(String.format(
                        Locale.ROOT,
                        "%.2f µs of processor time; p50 %.1f µs, p99 %.1f µs",
                        (cpu() - cpu) / 1e3 / decisions,
                        nanos[decisions / 2] / 1e3,
                        nanos[decisions / 100 * 99] / 1e3));
            }
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
