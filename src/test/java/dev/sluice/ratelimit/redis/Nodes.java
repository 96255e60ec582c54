package dev.sluice.ratelimit.redis;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.ratelimit.Limits;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.support.Eventually;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Nodes that share limits, each with its own Vert.x and one event loop. Used by one test thread. */
final class Nodes implements AutoCloseable {

    /** Long enough for a busy machine. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final long PATIENCE_SECONDS = 180;

    private final List<Node> nodes = new ArrayList<>();

    /** One of them. */
    static final class Node {

        final Vertx vertx = Vertx.vertx();
        final Context loop = vertx.getOrCreateContext();
        final SharedLimiter limiter;
        final LocalProjectLimiter local;

        private Node(RedisSettings settings, RateLimitSettings limits, ContractPlan contract) throws Exception {
            local = new LocalProjectLimiter(limits, List.of(contract));
            limiter = new SharedLimiter(vertx, settings, local);
            await(limiter.start());
        }

        /** On its event loop. */
        <T> T on(Callable<Future<T>> call) throws Exception {
            return await(Future.<T>future(promise -> loop.runOnContext(now -> {
                try {
                    call.call().onComplete(promise);
                } catch (Exception e) {
                    promise.fail(e);
                }
            })));
        }

        Future<RateDecision> ask(OperationPlan operation, String project) {
            return settled(limiter.decide(operation, project));
        }

        static Future<RateDecision> settled(RateDecision decision) {
            return decision instanceof RateDecision.Pending pending
                    ? pending.decision()
                    : Future.succeededFuture(decision);
        }

        RateDecision decide(OperationPlan operation, String project) throws Exception {
            return on(() -> ask(operation, project));
        }

        /** Of so many calls, all sent at once, how many are allowed. */
        int allowed(OperationPlan operation, String project, int calls) throws Exception {
            return on(() -> {
                List<Future<RateDecision>> asked = new ArrayList<>();
                for (int i = 0; i < calls; i++) {
                    asked.add(ask(operation, project));
                }
                return Future.all(asked).map(all -> (int) asked.stream()
                        .filter(one -> one.result() instanceof RateDecision.Allowed)
                        .count());
            });
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static RedisSettings at(String url, OnFailure onFailure) {
        return new RedisSettings(RedisAddress.parse(url), "test", TIMEOUT, onFailure);
    }

    /** With a Redis that is well. */
    Node startWell(RedisSettings settings, OperationPlan... operations) throws Exception {
        Node node = start(settings, operations);
        Eventually.holds(() -> node.limiter.view().up());
        return node;
    }

    Node start(RedisSettings settings, OperationPlan... operations) throws Exception {
        return start(settings, RateLimitSettings.DEFAULT, operations);
    }

    Node start(RedisSettings settings, RateLimitSettings limits, OperationPlan... operations) throws Exception {
        Node node = new Node(settings, limits, Limits.contract("folder" + nodes.size() + "/a.yaml", operations));
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            ended(node.limiter.stop());
            ended(node.vertx.close());
        }
    }

    static void ended(Future<Void> end) {
        end.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
