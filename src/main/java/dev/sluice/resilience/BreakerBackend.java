package dev.sluice.resilience;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker around a backend: while it is open, calls fail at once with {@link ProblemType#UNAVAILABLE} and
 * {@code Retry-After}.
 *
 * <p>A problem with a status from 500 and any other failure count as failures; a problem of the client's own making (4xx)
 * counts as success; a {@link CancellationException} (nobody waits for the answer any more) counts as neither. Every
 * call that it lets through must end some day: put a {@link DeadlineBackend} inside. Safe for use by many event loops.
 */
public final class BreakerBackend implements Backend {

    private final String name;
    private final Backend next;
    private final LongSupplier ticker;
    private final CircuitBreaker breaker;
    private final Refusals refusals;
    private final long openFor;
    private final long halfOpenFor;
    private final LongAdder refused = new LongAdder();
    private final AtomicLong lastProbe = new AtomicLong();

    /** Of the ticker; read only while the state is open. */
    private volatile long openUntil;

    public BreakerBackend(String name, Backend next, BreakerSettings settings) {
        this(name, next, settings, System::nanoTime);
    }

    /** @param ticker nanoseconds that never run backwards */
    public BreakerBackend(String name, Backend next, BreakerSettings settings, LongSupplier ticker) {
        this.name = name;
        this.next = next;
        this.ticker = ticker;
        this.openFor = settings.openFor().toNanos();
        this.halfOpenFor = settings.halfOpenFor().toNanos();
        this.refusals = new Refusals(settings.openFor());
        this.openUntil = ticker.getAsLong();
        this.breaker = CircuitBreaker.of(name, config(settings, ticker));
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                openUntil = ticker.getAsLong() + openFor;
            }
        });
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
        State state = breaker.getState();
        if (state == State.OPEN) {
            // while it is surely open, resilience4j need not be asked: it makes an event for every refusal
            if (openUntil - now > 0) {
                return refuse(openUntil - now);
            }
            // before the first probe can be let through: nobody may judge the new probes by the time of old ones
            lastProbe.set(now);
        }
        if (!breaker.tryAcquirePermission()) {
            reopenWhenProbesHang(now);
            return refuse(breaker.getState() == State.OPEN ? openUntil - now : 0);
        }
        boolean probe = breaker.getState() == State.HALF_OPEN;
        if (probe) {
            lastProbe.set(now);
        }
        return call(exchange, now, probe);
    }

    private Future<Reply> refuse(long nanos) {
        refused.increment();
        return refusals.retryAfter(nanos);
    }

    /**
     * resilience4j would do so by a timer of its own, which also reopens when there were just too few calls to decide.
     */
    private void reopenWhenProbesHang(long now) {
        long last = lastProbe.get();
        if (breaker.getState() == State.HALF_OPEN && now - last >= halfOpenFor && lastProbe.compareAndSet(last, now)) {
            breaker.transitionToOpenState();
        }
    }

    private Future<Reply> call(Exchange exchange, long start, boolean probe) {
        Future<Reply> answer;
        try {
            answer = next.answer(exchange);
        } catch (RuntimeException | Error bug) {
            ended(start, probe, bug);
            throw bug;
        }
        return answer.onComplete((reply, failure) -> ended(start, probe, failure));
    }

    private void ended(long start, boolean probe, @Nullable Throwable failure) {
        if (!probe && breaker.getState() == State.HALF_OPEN) {
            // begun before it opened: says nothing about the backend of now, and must not pass for a probe
            return;
        }
        long nanos = Math.max(0, ticker.getAsLong() - start);
        if (failure instanceof CancellationException) {
            breaker.releasePermission();
        } else if (failure == null || isOfTheClient(failure)) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        }
    }

    private static boolean isOfTheClient(Throwable failure) {
        return failure instanceof ProblemException outcome
                && (outcome.problem().type().status() < 500
                        || outcome.problem().type().equals(ProblemType.CONTENDED));
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
