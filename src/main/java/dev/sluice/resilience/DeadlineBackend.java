package dev.sluice.resilience;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Fails a call that has no answer in time; what comes later is dropped. Safe for use by many event loops. Not for a
 * backend whose answers stream: nobody would end one that is dropped.
 *
 * <p>All calls have the same time, so they come due in the order in which they began: each event loop keeps them in a
 * list and has one timer for the oldest, not one for each.
 */
public final class DeadlineBackend implements Backend {

    private final Vertx vertx;
    private final Backend next;
    private final Duration deadline;
    private final ProblemException overdue;
    private final ThreadLocal<PendingCalls> pending;

    /**
     * @param deadline from one millisecond, counted from the call
     * @param problem what a late call fails with; for a 503 with {@code Retry-After: 1}
     */
    public DeadlineBackend(Vertx vertx, Backend next, Duration deadline, ProblemType problem) {
        if (deadline.toMillis() < 1) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: from 1 millisecond)");
        }
        this.vertx = vertx;
        this.next = next;
        this.deadline = deadline;
        this.overdue = RetryLater.problem(problem, 1);
        this.pending = ThreadLocal.withInitial(this::pendingCalls);
    }

    private PendingCalls pendingCalls() {
        return new PendingCalls(vertx, deadline, overdue);
    }

    /** Must be called on an event loop. */
    @Override
    public Future<Reply> answer(Exchange exchange) {
        Future<Reply> answer = next.answer(exchange);
        return answer.isComplete() ? answer : pending.get().limit(answer);
    }

    @Override
    public boolean readsBodies() {
        return next.readsBodies();
    }

    @Override
    public boolean takesStreams() {
        return next.takesStreams();
    }
}
