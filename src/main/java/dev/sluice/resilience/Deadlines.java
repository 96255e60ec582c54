package dev.sluice.resilience;

import dev.sluice.exchange.Reply;
import io.vertx.core.Completable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The calls that one event loop waits for, the oldest first. Confined to that event loop. */
final class Deadlines {

    private final Vertx vertx;
    private final Context context;
    private final Thread thread = Thread.currentThread();
    private final long deadline;
    private final Throwable overdue;
    private @Nullable Call oldest;
    private @Nullable Call youngest;
    private boolean armed;

    Deadlines(Vertx vertx, Duration deadline, Throwable overdue) {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("a call outside of an event loop");
        }
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.deadline = deadline.toNanos();
        this.overdue = overdue;
    }

    /** @return the answer, or a failure when it does not come in time */
    Future<Reply> limit(Future<Reply> answer) {
        Call call = new Call(System.nanoTime() + deadline);
        append(call);
        if (!armed) {
            arm(deadline);
        }
        answer.onComplete(call);
        return call.promise.future();
    }

    private void arm(long nanos) {
        armed = true;
        // rounded up: never before the time
        vertx.setTimer(Math.max(1, (nanos + 999_999) / 1_000_000), timer -> expire());
    }

    private void expire() {
        armed = false;
        long now = System.nanoTime();
        Call call = oldest;
        while (call != null && call.due - now <= 0) {
            remove(call);
            call.promise.tryFail(overdue);
            call = oldest;
        }
        if (call != null && !armed) {
            arm(call.due - now);
        }
    }

    private void append(Call call) {
        Call last = youngest;
        call.older = last;
        if (last == null) {
            oldest = call;
        } else {
            last.younger = call;
        }
        youngest = call;
    }

    private void remove(Call call) {
        call.waiting = false;
        Call older = call.older;
        Call younger = call.younger;
        if (older == null) {
            oldest = younger;
        } else {
            older.younger = younger;
        }
        if (younger == null) {
            youngest = older;
        } else {
            younger.older = older;
        }
        call.older = null;
        call.younger = null;
    }

    private final class Call implements Completable<Reply> {

        private final Promise<Reply> promise = Promise.promise();
        private final long due;
        private boolean waiting = true;
        private @Nullable Call older;
        private @Nullable Call younger;

        Call(long due) {
            this.due = due;
        }

        @Override
        public void complete(@Nullable Reply reply, @Nullable Throwable failure) {
            if (Thread.currentThread() != thread) {
                context.runOnContext(here -> complete(reply, failure));
            } else if (waiting) {
                remove(this);
                promise.complete(reply, failure);
            }
        }
    }
}
