package dev.sluice.resilience;

import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Refusals by the second, each made once: an open breaker refuses at the rate of the flood. */
final class Refusals {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final AtomicReferenceArray<@Nullable Future<Reply>> bySecond;

    /** @param longest that a caller is told to wait */
    Refusals(Duration longest) {
        this.bySecond = new AtomicReferenceArray<>((int) longest.plusMillis(999).toSeconds() + 1);
    }

    /** @param nanos until it is worth another try; told in seconds, from 1 */
    Future<Reply> retryAfter(long nanos) {
        long seconds = (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        int second = (int) Math.max(1, Math.min(seconds, bySecond.length() - 1));
        Future<Reply> refusal = bySecond.get(second);
        if (refusal == null) {
            refusal = Future.failedFuture(new Refusal(ProblemType.UNAVAILABLE, second));
            bySecond.set(second, refusal);
        }
        return refusal;
    }
}
