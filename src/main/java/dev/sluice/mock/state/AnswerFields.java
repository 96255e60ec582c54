package dev.sluice.mock.state;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.ProblemException;
import dev.sluice.mock.MockBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The headers of answers: those that the contract's mock sends, but for where an item is. Immutable. */
final class AnswerFields {

    private record Key(int operation, int status) {}

    private final Map<Key, Fields> known = new HashMap<>();

    AnswerFields(Recognition recognition, MockBackend mock) {
        for (Action action : recognition.actions()) {
            if (action != null) {
                for (Answer answer : action.created() == null
                        ? List.of(action.answer())
                        : List.of(action.answer(), action.created())) {
                    known.put(
                            new Key(action.operation().index(), answer.status()),
                            read(action.operation(), answer.status(), mock));
                }
            }
        }
    }

    private static Fields read(OperationPlan operation, int status, MockBackend mock) {
        Fields all;
        try {
            all = mock.usual(operation, status).fields();
        } catch (ProblemException undeclared) {
            return Fields.NONE;
        }
        Fields fields = Fields.NONE;
        for (int i = 0; i < all.size(); i++) {
            String name = all.name(i).toString();
            if (!name.equalsIgnoreCase("location")) {
                fields = fields.and(name, all.value(i).toString());
            }
        }
        return fields;
    }

    Fields of(OperationPlan operation, Answer answer) {
        return known.getOrDefault(new Key(operation.index(), answer.status()), Fields.NONE);
    }
}
