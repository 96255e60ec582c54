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

/** The calls that one event loop waits for. Confined to that event loop. */
final class PendingCalls {

    private final Context context;
    private final Thread thread = Thread.currentThread();
    private final LoopDeadlines deadlines;
    private final Throwable overdue;

    PendingCalls(Vertx vertx, Duration deadline, Throwable overdue) {
        this.deadlines = new LoopDeadlines(vertx, deadline);
        this.context = vertx.getOrCreateContext();
        this.overdue = overdue;
    }

    /** @return the answer, or a failure when it does not come in time */
    Future<Reply> limit(Future<Reply> answer) {
        Call call = new Call();
        deadlines.start(call);
        answer.onComplete(call);
        return call.promise.future();
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
