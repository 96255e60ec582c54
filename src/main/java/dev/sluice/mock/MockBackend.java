package dev.sluice.mock;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.Purpose;
import dev.sluice.document.Fault;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers every operation of one contract, by the contract alone. An answer that is the same for everyone is rendered
 * once; a request that asks for nothing in particular costs two looks at its head. Safe for use by many event loops.
 */
public final class MockBackend implements Backend {

    private final OperationMock[] operations;
    private final List<Fault> warnings;
    private final boolean echoes;

    private MockBackend(OperationMock[] operations, List<Fault> warnings) {
        this.operations = operations;
        this.warnings = warnings;
        boolean any = false;
        for (OperationMock operation : operations) {
            any |= operation.echoes();
        }
        this.echoes = any;
    }

    /**
     * Answers that no value can be made for are 500, and warnings.
     *
     * @param contract read for {@link Purpose#MOCK}
     * @throws IllegalArgumentException when the contract was read for something else
     */
    public static MockBackend of(ContractPlan contract, MockSettings settings) {
        if (contract.purpose() != Purpose.MOCK) {
            throw new IllegalArgumentException("a contract without its examples (expected: one read for a mock)");
        }
        MockCompiler compiler = new MockCompiler(settings, LinkedAnswers.isNeeded(contract));
        OperationMock[] operations = contract.operations().stream()
                .map(operation -> compiler.operation(contract, operation))
                .toArray(OperationMock[]::new);
        compiler.link(contract);
        return new MockBackend(operations, compiler.warnings());
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        OperationMock operation = operations[exchange.operation().index()];
        Message message = exchange.message();
        try {
            return operation.answer(exchange, Preferences.of(message), accept(message));
        } catch (ProblemException refusal) {
            return Future.failedFuture(varying(refusal.problem()));
        }
    }

    /** What {@link #answer} would answer now, and where it comes from; the next answer stays the same. */
    public Future<Explained> explain(Exchange exchange) {
        OperationMock operation = operations[exchange.operation().index()];
        Message message = exchange.message();
        try {
            return operation.explain(exchange, Preferences.of(message), accept(message));
        } catch (ProblemException refusal) {
            return Future.failedFuture(varying(refusal.problem()));
        }
    }

    /** Null where anything will do. */
    private static @Nullable String accept(Message message) {
        String accept = message.headers().get(HttpHeaders.ACCEPT);
        return accept == null || accept.equals("*/*") ? null : allOf(accept, message);
    }

    /** Another request's head may get another answer (RFC 9110, 12.5.5). */
    private static ProblemException varying(Problem problem) {
        String by = problem.type().equals(ProblemType.NOT_ACCEPTABLE) ? "Accept, Prefer" : "Prefer";
        return new ProblemException(problem.withHeader("Vary", by));
    }

    private static String allOf(String accept, Message message) {
        List<String> lines = message.headers().getAll(HttpHeaders.ACCEPT);
        return lines.size() == 1 ? accept : String.join(",", lines);
    }

    /** Only where some answer repeats what they carry. */
    @Override
    public boolean readsBodies() {
        return echoes;
    }

    /** What the contract declares for a status: for {@link StatusAnswers}. */
    public @Nullable Reply declared(Exchange exchange, int status) {
        return operations[exchange.operation().index()].declared(status);
    }

    /**
     * The answer with a status that does not depend on the request.
     *
     * @throws ProblemException where the contract declares none, or none can be made
     */
    public Reply.Full usual(OperationPlan operation, int status) {
        return operations[operation.index()].usual(status);
    }

    /** How a refused request of an operation is answered: as the contract declares it, where it does. */
    public ErrorDialect errors(OperationPlan operation) {
        return operations[operation.index()].errors();
    }

    /** What a mock cannot do as the contract's author may have meant it, by place. */
    public List<Fault> warnings() {
        return warnings;
    }
}
