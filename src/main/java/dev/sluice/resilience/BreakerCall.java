package dev.sluice.resilience;

import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.vertx.core.Completable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A call that a circuit breaker has let through, until it is known what it counts as. */
final class BreakerCall implements Completable<Reply> {

    /** What a call counts as. */
    enum Verdict {
        SUCCESS,
        FAILURE,
        NEITHER
    }

    private final BreakerCalls calls;
    final long start;
    final CircuitBreaker.Metrics state;
    final boolean probe;
    /** From the call to the head of its answer, in nanoseconds. */
    long took;

    /** Of a probe, guarded by {@link BreakerCalls}. */
    boolean judged;

    /** @param state in which it was let through */
    BreakerCall(BreakerCalls calls, long start, CircuitBreaker.Metrics state, boolean probe) {
        this.calls = calls;
        this.start = start;
        this.state = state;
        this.probe = probe;
    }

    @Override
    public void complete(@Nullable Reply reply, @Nullable Throwable failure) {
        took = calls.since(start);
        if (reply == null) {
            calls.judge(this, failure == null ? Verdict.SUCCESS : verdict(failure));
        } else if (isFailure(reply.status())) {
            calls.judge(this, Verdict.FAILURE);
        } else if (reply instanceof Reply.Streamed streamed) {
            calls.streams(this);
            streamed.ended().onComplete(this::ended);
        } else {
            calls.judge(this, Verdict.SUCCESS);
        }
    }

    private void ended(@Nullable Void ended, @Nullable Throwable failure) {
        Verdict verdict = failure == null ? Verdict.SUCCESS : verdict(failure);
        calls.judge(this, verdict == Verdict.NEITHER && calls.isLongSinceHead(this) ? Verdict.SUCCESS : verdict);
    }

    private static Verdict verdict(Throwable failure) {
        if (failure instanceof CancellationException || failure instanceof Refusal) {
            return Verdict.NEITHER;
        }
        if (failure instanceof ProblemException outcome) {
            ProblemType type = outcome.problem().type();
            return isFailure(type.status()) && !type.equals(ProblemType.CONTENDED) ? Verdict.FAILURE : Verdict.SUCCESS;
        }
        return Verdict.FAILURE;
    }

    /** RFC 9110, 15.6: what it does not implement or speak says nothing about its health. */
    private static boolean isFailure(int status) {
        return status >= 500 && status != 501 && status != 505;
    }
}
