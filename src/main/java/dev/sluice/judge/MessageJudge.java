package dev.sluice.judge;

import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Message;
import dev.sluice.judge.KnownOperations.Known;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.Route;
import dev.sluice.validation.UnknownParameters;
import dev.sluice.validation.Unstreamable;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges exchanges by contracts: the first refusal that the edge would answer in mode {@code block}, whatever modes the
 * contracts ask for, and what is wrong with the answer, unless Sluice has given it itself. Not looked at is what is the connection's or the caller's and not
 * the message's: limits of size, rate and time, CORS, projects, and, unless a scheme asks for them, credentials.
 * Immutable; safe for any number of threads.
 */
public final class MessageJudge {

    private final List<ContractPlan> contracts;
    private final KnownOperations operations;
    private final RequestVerdicts requests;
    private final AnswerVerdicts answers = new AnswerVerdicts();

    /** Asks for no credentials. */
    public MessageJudge(List<ContractPlan> contracts, UnknownParameters unknown) {
        this(contracts, unknown, null);
    }

    /**
     * @param contracts in the order in which a path is looked for
     * @param scheme decides at once; null where nobody is asked who calls
     */
    public MessageJudge(List<ContractPlan> contracts, UnknownParameters unknown, @Nullable Scheme scheme) {
        this.contracts = List.copyOf(contracts);
        this.operations = new KnownOperations(this.contracts);
        this.requests = new RequestVerdicts(new RequestValidator(unknown, Unstreamable.REFUSE), scheme);
    }

    public List<ContractPlan> contracts() {
        return contracts;
    }

    /** Never throws for what an exchange holds. */
    public Judgement judge(RecordedExchange exchange) {
        RecordedRequest request = exchange.request();
        if (request == null) {
            Known known = exchange.operation() == null ? null : operations.find(exchange.operation());
            return known == null
                    ? new Judgement(null, null, null, answer(null, null, false, exchange))
                    : new Judgement(
                            known.contract(),
                            known.operation(),
                            null,
                            answer(known.operation(), null, false, exchange));
        }
        Message message = new Message(request.method(), request.path(), request.query(), request.headers());
        Route route = Route.find(contracts, ContractPlan::routes, message);
        OperationPlan operation = route.found() == null ? null : route.found().operation();
        Verdict verdict = requests.judge(request.body(), message, route, Redactions.ofRequest(exchange.redacted()));
        return new Judgement(
                route.contract() < 0 ? null : contracts.get(route.contract()),
                operation,
                verdict,
                answer(operation, request.headers(), request.method().equals("HEAD"), exchange));
    }

    private @Nullable Verdict answer(
            @Nullable OperationPlan operation, @Nullable MultiMap request, boolean ofHead, RecordedExchange exchange) {
        RecordedResponse response = exchange.response();
        if (response == null) {
            return null;
        }
        if (exchange.refused() != null) {
            return new Verdict.OwnAnswer(exchange.refused());
        }
        return operation == null
                ? AnswerVerdicts.NO_OPERATION
                : answers.judge(operation, request, ofHead, response, Redactions.ofAnswer(exchange.redacted()));
    }
}
