package dev.sluice.resilience;

import dev.sluice.exchange.Deadlines;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The event loops of Vert.x. */
final class VertxLoops implements Loops {

    private final Vertx vertx;
    private final ThreadLocal<LoopDeadlines> deadlines;

    VertxLoops(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.deadlines = ThreadLocal.withInitial(() -> new LoopDeadlines(vertx, patience));
    }

    @Override
    public Executor here() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(later -> task.run());
    }

    @Override
    public void start(Deadlines.Entry entry) {
        deadlines.get().start(entry);
    }
}
