package dev.sluice.resilience;

import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Reply;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The calls that one event loop waits for. Has a timer while there are any. Confined to that event loop. */
final class PendingCalls {

    private final Vertx vertx;
    private final Context context;
    private final Thread thread = Thread.currentThread();
    private final Deadlines deadlines;
    private final Throwable overdue;
    private boolean armed;

    PendingCalls(Vertx vertx, Duration deadline, Throwable overdue) {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("a call outside of an event loop");
        }
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.deadlines = new Deadlines(deadline);
        this.overdue = overdue;
    }

    /** @return the answer, or a failure when it does not come in time */
    Future<Reply> limit(Future<Reply> answer) {
        Call call = new Call();
        long now = System.nanoTime();
        deadlines.start(call, now);
        arm(now);
        answer.onComplete(call);
        return call.promise.future();
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

    private final class Call extends Deadlines.Entry implements Completable<Reply> {

        private final Promise<Reply> promise = Promise.promise();
        private boolean waiting = true;

        @Override
        public void complete(@Nullable Reply reply, @Nullable Throwable failure) {
            if (Thread.currentThread() != thread) {
                context.runOnContext(here -> complete(reply, failure));
            } else if (waiting) {
                waiting = false;
                stop();
                promise.complete(reply, failure);
            }
        }

        @Override
        protected void expired() {
            waiting = false;
            promise.tryFail(overdue);
        }
    }
}
