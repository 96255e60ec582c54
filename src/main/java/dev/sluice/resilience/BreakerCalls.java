package dev.sluice.resilience;

import dev.sluice.resilience.BreakerCall.Verdict;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a circuit breaker lets through, and what they count. Each counts once, and only in the state in which it was
 * let through: states are told apart by their metrics, which each has of its own (an open one those of the state before it,
 * and there nothing counts). Takes a lock only while probes decide. Safe for use by many event loops.
 */
final class BreakerCalls {

    private final CircuitBreaker breaker;
    private final LongSupplier ticker;
    private final Throwable failed = new FailedCall();
    private final long slow;
    private final long openFor;
    private final long halfOpenFor;
    /** Probes whose answers are on their way, the oldest first; guarded by this. */
    private final Deque<BreakerCall> streaming = new ArrayDeque<>();

    private long lastProbe;

    /** Of the ticker; read only while the state is open. */
    private volatile long openUntil;

    BreakerCalls(CircuitBreaker breaker, BreakerSettings settings, LongSupplier ticker) {
        this.breaker = breaker;
        this.ticker = ticker;
        this.slow = settings.slowCallDuration().toNanos();
        this.openFor = settings.openFor().toNanos();
        this.halfOpenFor = settings.halfOpenFor().toNanos();
        this.openUntil = ticker.getAsLong();
    }

    /** @return null when the call is to be refused */
    @Nullable
    BreakerCall admit(long now) {
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        State state = breaker.getState();
        if (state == State.OPEN && openUntil - now > 0) {
            // surely: resilience4j need not be asked, which makes an event for every refusal
            return null;
        }
        if (state == State.OPEN || state == State.HALF_OPEN) {
            return admitProbe(now);
        }
        // closed, it admits everybody: asked now, it might be half-open already, and give away a permit of its probes
        return new BreakerCall(this, now, metrics, false);
    }

    private synchronized @Nullable BreakerCall admitProbe(long now) {
        if (breaker.getState() == State.OPEN) {
            // before the first probe of a new round: nobody may judge these by the time of old ones
            lastProbe = now;
            streaming.clear();
        }
        boolean admitted = breaker.tryAcquirePermission();
        if (!admitted && breaker.getState() == State.HALF_OPEN) {
            passLongStreams(now);
            reopenWhenProbesHang(now);
            admitted = breaker.tryAcquirePermission();
        }
        if (!admitted) {
            return null;
        }
        boolean probe = breaker.getState() == State.HALF_OPEN;
        if (probe) {
            lastProbe = now;
        }
        return new BreakerCall(this, now, breaker.getMetrics(), probe);
    }

    private void passLongStreams(long now) {
        for (BreakerCall oldest = streaming.peek();
                oldest != null && isLongSinceHead(oldest, now);
                oldest = streaming.peek()) {
            judgeProbe(oldest, Verdict.SUCCESS);
        }
    }

    /**
     * resilience4j would do so by a timer of its own, which also reopens when there were just too few calls to decide.
     */
    private void reopenWhenProbesHang(long now) {
        if (breaker.getState() == State.HALF_OPEN && now - lastProbe >= halfOpenFor) {
            breaker.transitionToOpenState();
            openUntil = now + openFor;
        }
    }

    synchronized int streaming() {
        return streaming.size();
    }

    /** @return nanoseconds until it is worth another try; not above zero where nobody knows */
    long refusedFor(long now) {
        return breaker.getState() == State.OPEN ? openUntil - now : 0;
    }

    long since(long start) {
        return Math.max(0, ticker.getAsLong() - start);
    }

    boolean isLongSinceHead(BreakerCall call) {
        return isLongSinceHead(call, ticker.getAsLong());
    }

    private boolean isLongSinceHead(BreakerCall call, long now) {
        return now - call.start - call.took >= slow;
    }

    /** Its head has come, and its end is awaited. */
    void streams(BreakerCall call) {
        if (call.probe) {
            synchronized (this) {
                if (call.state == breaker.getMetrics()) {
                    streaming.add(call);
                }
            }
        }
    }

    void judge(BreakerCall call, Verdict verdict) {
        if (call.probe) {
            synchronized (this) {
                judgeProbe(call, verdict);
            }
        } else if (call.state == breaker.getMetrics()) {
            count(call, verdict);
        }
    }

    private void judgeProbe(BreakerCall call, Verdict verdict) {
        streaming.remove(call);
        if (!call.judged && call.state == breaker.getMetrics()) {
            call.judged = true;
            count(call, verdict);
        }
    }

    private void count(BreakerCall call, Verdict verdict) {
        State before = breaker.getState();
        switch (verdict) {
            case SUCCESS -> breaker.onSuccess(call.took, TimeUnit.NANOSECONDS);
            case FAILURE -> breaker.onError(call.took, TimeUnit.NANOSECONDS, failed);
            case NEITHER -> breaker.releasePermission();
        }
        if (before != State.OPEN && breaker.getState() == State.OPEN) {
            openUntil = ticker.getAsLong() + openFor;
        }
    }

    /** Stands for whatever went wrong: nobody reads it. */
    private static final class FailedCall extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FailedCall() {
            super("a failed call", null, false, false);
        }
    }
}
