package dev.sluice.mock;

import dev.sluice.contract.Faults;
import dev.sluice.contract.Faults.Chance;
import dev.sluice.contract.Faults.Fault;
import dev.sluice.contract.Faults.Plain;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spoils some of a backend's answers, as often as the contract or the settings say. An error's status is answered instead
 * of asking the backend; all other faults befall the answer of a request that the backend has carried out. What a fault
 * cannot befall is answered as it is, and not counted: there is nothing to cut of an answer without a body, and nothing
 * malformed about one that is not JSON. Safe for use by many event loops.
 */
final class FaultBackend implements Backend {

    private static final Reply NO_ANSWER =
            new Reply.Broken(new Reply.Full(500, null, Buffer.buffer()), Reply.Break.Reset.RESET);

    private final Backend next;
    private final Faults[] byOperation;
    private final Draws draws;
    private final StatusFaults statuses;
    private final FaultCounts counts;

    /** @param operations of the contract, in the order of their index */
    FaultBackend(
            Backend next,
            List<OperationPlan> operations,
            BehaviourSettings settings,
            StatusAnswers declared,
            FaultCounts counts) {
        this.next = next;
        this.byOperation = operations.stream().map(settings::faults).toArray(Faults[]::new);
        this.draws = new Draws(settings.seed(), operations.size());
        this.statuses = new StatusFaults(declared);
        this.counts = counts;
    }

    @Override
    public boolean readsBodies() {
        return next.readsBodies();
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        int index = exchange.operation().index();
        Faults faults = byOperation[index];
        if (faults.chances().isEmpty()) {
            return next.answer(exchange);
        }
        long bits = draws.next(index);
        Fault fault = drawn(faults, bits);
        if (fault == null) {
            return next.answer(exchange);
        }
        if (fault instanceof Faults.Status error) {
            befell(exchange, error);
            return statuses.answer(exchange, error.status());
        }
        return next.answer(exchange).transform(answer -> spoilt(exchange, answer, fault, bits));
    }

    /** At most one. */
    static @Nullable Fault drawn(Faults faults, long bits) {
        double left = Draws.unit(bits) * Faults.WHOLE;
        for (Chance chance : faults.chances()) {
            left -= chance.parts();
            if (left < 0) {
                return chance.fault();
            }
        }
        return null;
    }

    private Future<Reply> spoilt(Exchange exchange, AsyncResult<Reply> answer, Fault fault, long bits) {
        if (fault == Plain.RESET && (answer.succeeded() || answer.cause() instanceof ProblemException)) {
            befell(exchange, fault);
            return Future.succeededFuture(NO_ANSWER);
        }
        if (answer.failed()) {
            return Future.failedFuture(answer.cause());
        }
        Reply reply = answer.result();
        if (reply instanceof Reply.Full full && hasBody(exchange, full)) {
            Reply spoilt = spoilt(full, fault, bits);
            if (spoilt != null) {
                befell(exchange, fault);
                return Future.succeededFuture(spoilt);
            }
        }
        return Future.succeededFuture(reply);
    }

    private void befell(Exchange exchange, Fault fault) {
        counts.count(fault.kind());
        exchange.fault(fault.kind().text());
    }

    private static boolean hasBody(Exchange exchange, Reply.Full full) {
        return full.body().length() > 0
                && full.status() != 204
                && full.status() != 304
                && !exchange.message().method().equals("HEAD");
    }

    private static @Nullable Reply spoilt(Reply.Full full, Fault fault, long bits) {
        if (fault instanceof Faults.Slow slow) {
            return new Reply.Broken(full, new Reply.Break.Slow(slow.over()));
        }
        if (fault == Plain.TRUNCATE) {
            int bytes = (int) (Draws.unit(Draws.more(bits, 0)) * full.body().length());
            return new Reply.Broken(full, new Reply.Break.Truncated(bytes));
        }
        String type = full.contentType();
        return type == null || !MediaRange.isJson(type)
                ? null
                : new Reply.Full(full.status(), type, MalformedJson.of(full.body()), full.fields());
    }
}
