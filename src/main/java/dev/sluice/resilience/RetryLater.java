package dev.sluice.resilience;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;

/** Problems that pass with time. */
final class RetryLater {

    private RetryLater() {}

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a> */
    static ProblemException problem(ProblemType type, int seconds) {
        return new ProblemException(of(type, seconds));
    }

    static Problem of(ProblemType type, int seconds) {
        return Problem.of(type).withHeader("Retry-After", Integer.toString(seconds));
    }
}
