package dev.sluice.resilience;

import dev.sluice.exchange.Deadlines;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What must end in time on one event loop: has one timer while there is any. Confined to that event loop. */
final class LoopDeadlines {

    private final Vertx vertx;
    private final Deadlines deadlines;
    private boolean armed;

    LoopDeadlines(Vertx vertx, Duration time) {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("a call outside of an event loop");
        }
        this.vertx = vertx;
        this.deadlines = new Deadlines(time);
    }

    void start(Deadlines.Entry entry) {
        long now = System.nanoTime();
        deadlines.start(entry, now);
        arm(now);
    }

    private void arm(long now) {
        if (!armed && !deadlines.isEmpty()) {
            armed = true;
            // rounded up: never before the time
            vertx.setTimer(Math.max(1, (deadlines.left(now) + 999_999) / 1_000_000), timer -> expire());
        }
    }

    private void expire() {
        armed = false;
        long now = System.nanoTime();
        deadlines.expire(now);
        arm(now);
    }
}
