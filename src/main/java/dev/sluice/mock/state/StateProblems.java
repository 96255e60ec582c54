package dev.sluice.mock.state;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.mock.MockProblems;

/** What a mock that remembers refuses. */
final class StateProblems {

    static final ProblemType PATCH_FAILED =
            new ProblemType("patch-failed", 409, "The patch does not fit what it is to change.");

    private StateProblems() {}

    static ProblemException full(StateSettings settings) {
        return new ProblemException(Problem.of(
                MockProblems.FULL,
                "expected: at most " + settings.maxItemsPerCollection() + " items in one collection of one project, "
                        + settings.maxItems() + " items and " + settings.maxBytes()
                        + " bytes in all; DELETE /v1/mock/state on the control port forgets them"));
    }
}
