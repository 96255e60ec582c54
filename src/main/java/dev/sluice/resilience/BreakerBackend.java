package dev.sluice.resilience;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * A circuit breaker around a backend: while it is open, calls fail at once with {@link ProblemType#UNAVAILABLE} and
 * {@code Retry-After}.
 *
 * <p>What a call counts as:
 *
 * <ul>
 *   <li>failure: an answer or a problem with a status from 500 (but 501 and 505: the backend knows what it cannot do), any
 *       other failure of the backend, an answer that breaks off while it streams;
 *   <li>slow: its head came late, whatever the rest took;
 *   <li>neither: nobody waits for the answer any more ({@link CancellationException}), or a decorator further in has made
 *       no call; but an answer that had streamed for as long as a slow call takes when the client left is a success;
 *   <li>success: all else. A tunnel is one as soon as it stands.
 * </ul>
 *
 * <p>An answer that streams is judged when it ends. While a few probes decide, none of them holds up the others: one that
 * has streamed for as long as a slow call takes is a success as soon as another call asks. Only those decide that were let
 * through to do so; what has begun before the breaker last closed or let probes through counts no more.
 *
 * <p>Every call that it lets through must have a head some day: put a {@link DeadlineBackend} inside, or a backend with
 * deadlines of its own. Safe for use by many event loops.
 */
public final class BreakerBackend implements Backend {

    private final String name;
    private final Backend next;
    private final LongSupplier ticker;
    private final CircuitBreaker breaker;
    private final BreakerCalls calls;
    private final Refusals refusals;
    private final LongAdder refused = new LongAdder();

    public BreakerBackend(String name, Backend next, BreakerSettings settings) {
        this(name, next, settings, System::nanoTime);
    }

    /** @param ticker nanoseconds that never run backwards */
    public BreakerBackend(String name, Backend next, BreakerSettings settings, LongSupplier ticker) {
        this.name = name;
        this.next = next;
        this.ticker = ticker;
        this.refusals = new Refusals(settings.openFor());
        this.breaker = CircuitBreaker.of(name, config(settings, ticker));
        this.calls = new BreakerCalls(breaker, settings, ticker);
    }

    private static CircuitBreakerConfig config(BreakerSettings settings, LongSupplier ticker) {
        return CircuitBreakerConfig.custom()
                .initialState(settings.enabled() ? State.CLOSED : State.DISABLED)
                .failureRateThreshold(settings.failureRateThreshold())
                .slowCallRateThreshold(settings.slowCallRateThreshold())
                .slowCallDurationThreshold(settings.slowCallDuration())
                .slidingWindowSize(settings.windowSize())
                .minimumNumberOfCalls(settings.minimumCalls())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
                .clock(new MonotonicClock(ticker))
                .build();
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        long now = ticker.getAsLong();
        BreakerCall call = calls.admit(now);
        if (call == null) {
            refused.increment();
            return refusals.retryAfter(calls.refusedFor(now));
        }
        try {
            return next.answer(exchange).onComplete(call);
        } catch (RuntimeException | Error bug) {
            call.complete(null, bug);
            throw bug;
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

    /** Answers of probes that are on their way. */
    int streaming() {
        return calls.streaming();
    }

    /** Whether a call that came now would surely be refused: an open one lets the first probe through when its time is over. */
    public boolean refuses() {
        return calls.refusedFor(ticker.getAsLong()) > 0;
    }

    public BreakerView view() {
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        return new BreakerView(
                name,
                switch (breaker.getState()) {
                    case OPEN, FORCED_OPEN -> BreakerView.State.OPEN;
                    case HALF_OPEN -> BreakerView.State.HALF_OPEN;
                    case DISABLED -> BreakerView.State.DISABLED;
                    default -> BreakerView.State.CLOSED;
                },
                metrics.getFailureRate(),
                metrics.getSlowCallRate(),
                metrics.getNumberOfBufferedCalls(),
                metrics.getNumberOfFailedCalls(),
                metrics.getNumberOfSlowCalls(),
                refused.sum());
    }
}
