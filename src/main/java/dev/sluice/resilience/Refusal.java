package dev.sluice.resilience;

import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;

/** A call that was not made: says nothing about the backend, so that no breaker further out counts it. */
final class Refusal extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** @param seconds after which it is worth another try */
    Refusal(ProblemType type, int seconds) {
        super(RetryLater.of(type, seconds));
    }
}
