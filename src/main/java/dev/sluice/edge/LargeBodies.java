package dev.sluice.edge;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges bodies that would hold an event loop for longer than other requests should wait. Its threads are few: however
 * many such bodies come, the event loops keep a share of the cores. The budget of body bytes bounds how many can wait.
 */
final class LargeBodies {

    /** Bytes. To judge so many takes a tenth of a millisecond, and to explain all that is wrong with them a few. */
    static final int LIMIT = 64 * 1024;

    private final WorkerExecutor workers;

    private LargeBodies(WorkerExecutor workers) {
        this.workers = workers;
    }

    /** One pool for all event loops. */
    static LargeBodies of(Vertx vertx) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new LargeBodies(vertx.createSharedWorkerExecutor("large-bodies", threads));
    }

    static boolean isLarge(Body body) {
        return body instanceof Body.Bytes bytes && bytes.buffer().length() > LIMIT;
    }

    /**
     * @param judge gives the problem of a request, or null
     * @return completes on the event loop of the caller
     */
    Future<Optional<Problem>> judge(Supplier<@Nullable Problem> judge) {
        return run(() -> Optional.ofNullable(judge.get()));
    }

    /** @return completes on the event loop of the caller */
    <T> Future<T> run(Supplier<T> work) {
        return workers.executeBlocking(work::get, false);
    }
}
