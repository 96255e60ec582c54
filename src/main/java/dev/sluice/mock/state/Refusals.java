package dev.sluice.mock.state;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.mock.MockBackend;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * How the operations of a contract say that there is no such item, or one too many: in the words of {@code
 * x-sluice-errors} where it has some for it, else by the declared response, else as a problem. Immutable.
 */
final class Refusals {

    private final List<Future<Reply>> missing = new ArrayList<>();
    private final List<Future<Reply>> conflicts = new ArrayList<>();

    Refusals(ErrorDialect dialect, List<OperationPlan> operations, MockBackend mock) {
        for (OperationPlan operation : operations) {
            missing.add(refusal(ProblemType.NOT_FOUND, dialect, operation, mock));
            conflicts.add(refusal(ProblemType.CONFLICT, dialect, operation, mock));
        }
    }

    private static Future<Reply> refusal(
            ProblemType type, ErrorDialect dialect, OperationPlan operation, MockBackend mock) {
        boolean named = dialect.problems().containsKey(type.name());
        ResponsePlan declared = operation.responses().find(type.status());
        // what is generated would not say what is wrong
        boolean authored = declared != null
                && declared.mediaTypes().stream()
                        .anyMatch(content -> !content.examples().isEmpty());
        if (!named && authored && Success.exact(operation, type.status()) != null) {
            try {
                return Future.succeededFuture(mock.usual(operation, type.status()));
            } catch (ProblemException unanswerable) {
                // its schema cannot be kept
            }
        }
        return Future.failedFuture(new ProblemException(Problem.of(type)));
    }

    Future<Reply> notFound(OperationPlan operation) {
        return missing.get(operation.index());
    }

    Future<Reply> conflict(OperationPlan operation) {
        return conflicts.get(operation.index());
    }
}
