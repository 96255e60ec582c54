package dev.sluice.mock;

import dev.sluice.contract.Latency;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Waits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Hands the answers of a backend over later than they were made: the time counts from the request's arrival, and waiting
 * takes no thread and no timer of its own. Refusals of the backend wait as answers do. A call whose client leaves fails
 * with a {@link CancellationException}. Safe for use by many event loops.
 */
public final class LatencyBackend implements Backend {

    @SuppressWarnings("StaticAssignmentOfThrowable") // nobody looks at where it came from
    private static final CancellationException LEFT = new CancellationException("the client has left");

    private static final long NO_WISH = -1;

    private final Backend next;
    private final LatencyDraw[] byOperation;
    private final Draws draws;
    private final long most;
    private final ToLongFunction<Exchange> wish;
    private final LongSupplier ticker;
    private final ThreadLocal<Waits> waits;

    /**
     * @param operations of the contract, in the order of their index
     * @param wish the delay that a request asks for in milliseconds, or -1; a {@link ProblemException} where it asks in
     *     the wrong way, which the backend itself answers
     * @param ticker {@code System::nanoTime}
     * @param waits makes those of the event loop that asks
     */
    LatencyBackend(
            Backend next,
            List<OperationPlan> operations,
            BehaviourSettings settings,
            ToLongFunction<Exchange> wish,
            LongSupplier ticker,
            Supplier<Waits> waits) {
        this.next = next;
        this.most = settings.most().toNanos();
        this.byOperation = operations.stream()
                .map(operation -> LatencyDraw.of(latency(operation, settings), most))
                .toArray(LatencyDraw[]::new);
        // other bits than those of the faults
        this.draws = new Draws(~settings.seed(), operations.size());
        this.wish = wish;
        this.ticker = ticker;
        this.waits = ThreadLocal.withInitial(waits);
    }

    private static Latency latency(OperationPlan operation, BehaviourSettings settings) {
        Latency own = operation.behaviour().latency();
        return own == null ? settings.latency() : own;
    }

    /** Must be called on an event loop. */
    @Override
    public Future<Reply> answer(Exchange exchange) {
        long wished = wished(exchange);
        if (wished > most) {
            return Future.failedFuture(new ProblemException(Problem.of(
                            MockProblems.BAD_PREFERENCE,
                            "expected: a delay of at most " + TimeUnit.NANOSECONDS.toMillis(most) + " ms")
                    .withHeader("Vary", "Prefer")));
        }
        long time = wished == NO_WISH ? drawn(exchange.operation().index()) : wished;
        Future<Reply> answer = next.answer(exchange);
        long at = exchange.startNanos() + time;
        return time == 0 || at - ticker.getAsLong() <= 0 ? answer : new Wait(exchange, answer).until(at);
    }

    @Override
    public boolean readsBodies() {
        return next.readsBodies();
    }

    private long wished(Exchange exchange) {
        try {
            long millis = wish.applyAsLong(exchange);
            return millis < 0 ? NO_WISH : Math.max(0, TimeUnit.MILLISECONDS.toNanos(millis));
        } catch (ProblemException refusedByTheBackend) {
            return NO_WISH;
        }
    }

    private long drawn(int operation) {
        LatencyDraw draw = byOperation[operation];
        return draw.isFixed() ? draw.nanos(0) : draw.nanos(draws.next(operation));
    }

    /** An answer that is not handed over yet. */
    private final class Wait extends Waits.Entry implements Runnable {

        private final Exchange exchange;
        private final Future<Reply> answer;
        private final Promise<Reply> promise = Promise.promise();

        Wait(Exchange exchange, Future<Reply> answer) {
            this.exchange = exchange;
            this.answer = answer;
        }

        Future<Reply> until(long at) {
            waits.get().start(this, at);
            exchange.whenClientLeaves(this);
            return promise.future();
        }

        @Override
        protected void due() {
            exchange.whenClientLeaves(null);
            answer.onComplete(promise);
        }

        /** The client has left. */
        @Override
        public void run() {
            stop();
            promise.fail(LEFT);
        }
    }
}
