package dev.sluice.mock;

import dev.sluice.contract.ResponsePlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The answers of an operation by their status. Safe for use by many threads. */
final class Answers {

    private static final int OK = 200;

    private final ResponseTable table;
    private final Maker maker;
    private final int usualStatus;
    private final Map<Integer, ResponseMock> known = new ConcurrentHashMap<>();

    /** Makes the mock of a response. */
    @FunctionalInterface
    interface Maker {

        /** @param plan null for an operation that declares no responses at all */
        ResponseMock make(@Nullable ResponsePlan plan, int status);
    }

    Answers(ResponseTable table, Maker maker) {
        this.table = table;
        this.maker = maker;
        this.usualStatus = usualStatus(table.responses());
    }

    /** The first success that is declared, else a range of them, else {@code default}, else the first of all. */
    static int usualStatus(List<ResponsePlan> responses) {
        for (ResponsePlan response : responses) {
            if (response.lowest() >= 200 && response.highest() < 300) {
                return response.lowest();
            }
        }
        for (ResponsePlan response : responses) {
            if (response.highest() == 999) {
                return OK;
            }
        }
        for (ResponsePlan response : responses) {
            if (response.lowest() >= 200) {
                return response.lowest();
            }
        }
        // nothing, or only what is no final answer
        return responses.isEmpty() ? OK : responses.get(0).lowest();
    }

    int usualStatus() {
        return usualStatus;
    }

    boolean declares(int status) {
        return table.find(status) != null;
    }

    /** @throws ProblemException where nothing is declared for the status */
    ResponseMock of(int status) {
        ResponseMock mock = known.get(status);
        if (mock == null) {
            ResponsePlan plan = table.find(status);
            if (status < 200 || (plan == null && !(table.responses().isEmpty() && status == OK))) {
                throw new ProblemException(Problem.of(MockProblems.NO_SUCH_ANSWER, "expected of code: " + statuses()));
            }
            mock = maker.make(plan, status);
            known.put(status, mock);
        }
        return mock;
    }

    /**
     * The answer with an example of this name.
     *
     * @param code of the answer; 0 where any will do, the usual one first
     * @throws ProblemException where there is none
     */
    Explained example(String name, int code, @Nullable String accept, Applied applied) {
        Set<String> names = new TreeSet<>();
        ResponseMock first = of(code == 0 ? usualStatus : code);
        Explained reply = first.example(name, accept, applied.on(first));
        names.addAll(first.exampleNames());
        for (int i = 0; reply == null && code == 0 && i < table.responses().size(); i++) {
            int lowest = table.responses().get(i).lowest();
            if (lowest >= 200) {
                ResponseMock other = of(lowest);
                reply = other.example(name, accept, applied.on(other));
                names.addAll(other.exampleNames());
            }
        }
        if (reply == null) {
            throw new ProblemException(Problem.of(
                    MockProblems.NO_SUCH_ANSWER,
                    "expected of example: "
                            + (names.isEmpty() ? "nothing, as there is none" : String.join(", ", names))));
        }
        return reply;
    }

    private String statuses() {
        return String.join(
                ", ",
                table.responses().stream()
                        .filter(response -> response.lowest() >= 200 || response.highest() == 999)
                        .map(Answers::text)
                        .toList());
    }

    private static String text(ResponsePlan response) {
        if (response.highest() == 999) {
            return "default";
        }
        String lowest = String.valueOf(response.lowest());
        return response.highest() == response.lowest() ? lowest : lowest.charAt(0) + "XX";
    }
}
