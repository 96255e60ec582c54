package dev.sluice.edge;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Hands answers to the socket: at most one per call. Confined to one event loop. */
final class ReplyWriter {

    private final LoopTime time;
    private final BodyBudget budget;
    private final int drainLimit;
    private final ErrorDialect unmatchedDialect;
    private final ExchangeListener listener;
    private final ErrorWriter errors = new ErrorWriter();
    private boolean draining;

    /** @param unmatchedDialect for a request that no contract has an operation for */
    ReplyWriter(
            LoopTime time,
            BodyBudget budget,
            int drainLimit,
            ErrorDialect unmatchedDialect,
            ExchangeListener listener) {
        this.time = time;
        this.budget = budget;
        this.drainLimit = drainLimit;
        this.unmatchedDialect = unmatchedDialect;
        this.listener = listener;
    }

    /** From now on every answer is the last one of its connection. */
    void drain() {
        draining = true;
    }

    void reply(Call call, Reply reply) {
        if (reply instanceof Reply.Full full) {
            send(call, full.status(), full.contentType(), full.body(), full.fields(), null);
        }
    }

    void refuse(Call call, Problem problem) {
        ContractPlan contract = call.exchange.contractOrNull();
        ErrorDialect dialect = contract == null ? unmatchedDialect : contract.errors();
        ErrorWriter.Answer answer = errors.write(dialect, problem, call.exchange.requestId());
        send(call, answer.status(), answer.contentType(), answer.body(), Fields.NONE, problem);
    }

    private void send(
            Call call,
            int status,
            @Nullable String contentType,
            Buffer body,
            Fields fields,
            @Nullable Problem problem) {
        if (call.ended) {
            return;
        }
        call.ended = true;
        call.stop();
        budget.giveBack(call);
        HttpServerResponse response = call.request.response();
        boolean close = draining || Drain.closes(call, drainLimit);
        response.setStatusCode(status);
        Answer answer = new Answer(call, status, contentType, body, fields, problem);
        if (call.watch == null || !call.watch.answers(answer)) {
            // each putHeader of the response would take a lock
            MultiMap headers = response.headers();
            answer.writeTo(headers::add, time, time.texts);
        }
        if (close) {
            response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(body);
        if (call.watch != null) {
            call.watch.answered();
        }
        Drain.start(call, drainLimit, close, time);
        listener.ended(call.exchange, status, problem);
    }

    /** The client has gone: nothing can be sent any more. */
    void left(Call call) {
        call.stop();
        budget.giveBack(call);
        if (!call.ended) {
            call.ended = true;
            listener.ended(call.exchange, 0, null);
        }
    }
}
