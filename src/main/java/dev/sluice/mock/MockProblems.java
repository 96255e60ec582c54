package dev.sluice.mock;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.ErrorDialect.Entry;
import dev.sluice.exchange.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a mock itself refuses: the API that it stands for has no words for it. */
public final class MockProblems {

    /** A preference has a value that means nothing. */
    static final ProblemType BAD_PREFERENCE = new ProblemType("bad-preference", 400, "A preference cannot be read.");

    /** The contract declares no such answer, or no such example of it. */
    static final ProblemType NO_SUCH_ANSWER =
            new ProblemType("no-such-answer", 404, "The contract declares no answer of this kind.");

    /** The answer is declared, and cannot be given. */
    static final ProblemType NO_VALUE = new ProblemType("no-answer", 500, "This answer cannot be made.");

    /** There is no room for more items. */
    public static final ProblemType FULL = new ProblemType("mock-full", 507, "The mock's memory is full.");

    private static final List<ProblemType> ALL = List.of(BAD_PREFERENCE, NO_SUCH_ANSWER, NO_VALUE, FULL);

    private MockProblems() {}

    /** A contract's dialect that tells these as problem details (RFC 9457), unless it names them itself. */
    static ErrorDialect in(ErrorDialect dialect) {
        Map<String, Entry> problems = new HashMap<>(dialect.problems());
        ALL.forEach(type -> problems.putIfAbsent(type.name(), ErrorDialect.PROBLEM_DETAILS.fallback()));
        return new ErrorDialect(Map.copyOf(problems), dialect.codes(), dialect.fallback());
    }
}
