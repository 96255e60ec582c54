package dev.sluice.resilience;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many calls a backend has at once, over all event loops; further ones wait for a while, in their order, or are
 * refused with {@link ProblemType#OVERLOADED} and {@code Retry-After}. A call lasts until the last byte of its answer has
 * come from the backend, a tunnel until it is closed. Safe for use by many event loops.
 *
 * <p>Put it inside of a {@link BreakerBackend}: nobody waits for a backend whose breaker is open, and what is refused here
 * does not count there.
 */
public final class BulkheadBackend implements Backend {

    private final String name;
    private final Backend next;
    private final BulkheadSettings settings;
    private final Loops loops;
    private final Bulkhead permits;
    private final WaitingCalls<Waiter> waiting;
    private final Refusal refusal = new Refusal(ProblemType.OVERLOADED, 1);
    private final Future<Reply> refusedCall = Future.failedFuture(refusal);
    private final LongAdder refused = new LongAdder();
    private final Completable<Reply> heads = this::answered;
    private final Completable<Void> ends = (ended, failure) -> release();

    public BulkheadBackend(Vertx vertx, String name, Backend next, BulkheadSettings settings) {
        this(name, next, settings, new VertxLoops(vertx, settings.waitTimeout()));
    }

    BulkheadBackend(String name, Backend next, BulkheadSettings settings, Loops loops) {
        this.name = name;
        this.next = next;
        this.settings = settings;
        this.loops = loops;
        this.waiting = new WaitingCalls<>(settings.waiting());
        // its own waiting would park the event loop
        this.permits = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.inFlight())
                        .maxWaitDuration(Duration.ZERO)
                        .fairCallHandlingStrategyEnabled(false)
                        .build());
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        if (waiting.size() == 0 && permits.tryAcquirePermission()) {
            return call(exchange);
        }
        return settings.waiting() == 0 ? refuse() : await(exchange);
    }

    private Future<Reply> refuse() {
        refused.increment();
        return refusedCall;
    }

    private Future<Reply> await(Exchange exchange) {
        Waiter waiter = new Waiter(exchange, loops.here());
        if (!waiting.join(waiter)) {
            return refuse();
        }
        loops.start(waiter);
        exchange.whenClientLeaves(waiter::left);
        // one may have ended in between, and seen nobody wait
        admit();
        return waiter.answer.future();
    }

    private Future<Reply> call(Exchange exchange) {
        try {
            return next.answer(exchange).onComplete(heads);
        } catch (RuntimeException | Error bug) {
            release();
            throw bug;
        }
    }

    private void answered(@Nullable Reply reply, @Nullable Throwable failure) {
        if (reply instanceof Reply.Streamed streamed) {
            streamed.ended().onComplete(ends);
        } else if (reply instanceof Reply.Tunnel tunnel) {
            tunnel.ended().onComplete(ends);
        } else {
            release();
        }
    }

    private void release() {
        permits.releasePermission();
        admit();
    }

    private void admit() {
        while (waiting.size() > 0 && permits.tryAcquirePermission()) {
            Waiter first = waiting.next();
            if (first == null) {
                // and looks once more: one may have joined that has seen no permit
                permits.releasePermission();
            } else {
                first.loop.execute(first::admitted);
            }
        }
    }

    @Override
    public boolean readsBodies() {
        return next.readsBodies();
    }

    @Override
    public boolean takesStreams() {
        return next.takesStreams();
    }

    public BulkheadView view() {
        return new BulkheadView(
                name,
                settings.inFlight() - permits.getMetrics().getAvailableConcurrentCalls(),
                settings.inFlight(),
                waiting.size(),
                settings.waiting(),
                refused.sum());
    }

    /** A call that waits. Confined to its event loop. */
    private final class Waiter extends Deadlines.Entry {

        private final Exchange exchange;
        private final Executor loop;
        private final Promise<Reply> answer = Promise.promise();
        private boolean gone;

        Waiter(Exchange exchange, Executor loop) {
            this.exchange = exchange;
            this.loop = loop;
        }

        /** It has a permit, which is its own from now on. */
        void admitted() {
            stop();
            if (gone) {
                release();
                return;
            }
            exchange.whenClientLeaves(null);
            try {
                call(exchange).onComplete(answer);
            } catch (RuntimeException bug) {
                answer.fail(bug);
            }
        }

        @Override
        protected void expired() {
            // else it has been admitted in this very moment
            if (waiting.leave(this)) {
                exchange.whenClientLeaves(null);
                refused.increment();
                answer.fail(refusal);
            }
        }

        void left() {
            stop();
            gone = true;
            waiting.leave(this);
            answer.fail(new CancellationException());
        }
    }
}
