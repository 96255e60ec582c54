package dev.sluice.judge;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import java.util.List;

/** What a message is by its contract. */
public sealed interface Verdict {

    /** Nothing is wrong with it as far as its contract says anything about it. */
    enum Valid implements Verdict {
        VALID
    }

    /**
     * It breaks its contract, or leads to none.
     *
     * @param problem of a request: what the edge would answer; of an answer: 502, with what is wrong with it
     */
    record Invalid(Problem problem) implements Verdict {}

    /**
     * It cannot be told: what could be judged of it is right.
     *
     * @param reason a clause, such as {@code the body was cut short}
     */
    record Unjudged(String reason) implements Verdict {}

    /**
     * An answer that Sluice has given itself, in place of the backend: nobody else is to be judged by it.
     *
     * @param problem its name, such as {@code rate-limited}
     */
    record OwnAnswer(String problem) implements Verdict {}

    /** None where it is not invalid, and where it is not the contract's schemas that it breaks (404, 405, 415, …). */
    default List<Violation> violations() {
        return this instanceof Invalid invalid ? invalid.problem.violations() : List.of();
    }
}
