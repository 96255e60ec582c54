package dev.sluice.edge;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Waits;
import dev.sluice.exchange.Witness;
import dev.sluice.ratelimit.RateDecision;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands answers to the socket: at most one per call. Confined to one event loop. */
final class ReplyWriter {

    private final LoopTime time;
    private final BodyBudget budget;
    private final int drainLimit;
    private final long maxRequests;
    private final Supplier<ErrorDialect> unmatchedDialect;
    private final ExchangeListener listener;
    private final @Nullable Witnessing witnessing;
    private final ErrorWriter errors = new ErrorWriter();
    private final BrokenReplies breaking;
    private boolean draining;

    /**
     * @param maxRequests of one connection
     * @param unmatchedDialect for a request that no contract has an operation for
     * @param witness null where nobody wants to see what goes by
     * @param waits of the event loop; asked for when something has to wait
     */
    ReplyWriter(
            LoopTime time,
            BodyBudget budget,
            int drainLimit,
            long maxRequests,
            Supplier<ErrorDialect> unmatchedDialect,
            ExchangeListener listener,
            @Nullable Witness witness,
            Supplier<Waits> waits) {
        this.time = time;
        this.budget = budget;
        this.drainLimit = drainLimit;
        this.maxRequests = maxRequests == 0 ? Long.MAX_VALUE : maxRequests;
        this.unmatchedDialect = unmatchedDialect;
        this.listener = listener;
        this.witnessing = witness == null ? null : new Witnessing(witness, time);
        this.breaking = new BrokenReplies(this, time, waits);
    }

    /** From now on every answer is the last one of its connection. */
    void drain() {
        draining = true;
    }

    void reply(Call call, Reply reply) {
        if (reply instanceof Reply.Full full) {
            send(call, full.status(), full.contentType(), full.body(), full.fields(), null);
        } else if (call.ended) {
            // the backend has been told, and gives it up
            return;
        } else if (reply instanceof Reply.Streamed streamed) {
            new StreamedReply(call, streamed, this, time).send();
        } else if (reply instanceof Reply.Tunnel tunnel) {
            Tunnels.open(call, tunnel, this, time);
        } else if (reply instanceof Reply.Broken broken) {
            breaking.send(call, broken);
        }
    }

    void refuse(Call call, Problem problem) {
        ErrorWriter.Answer answer = errors.write(dialect(call), problem, call.exchange.requestId());
        Fields declared = answer.headers().isEmpty() ? Fields.NONE : declared(answer.headers(), problem, call);
        send(call, answer.status(), answer.contentType(), answer.body(), declared, problem);
    }

    /** What the contract declares of an answer, but for what this very answer says better. */
    private static Fields declared(Map<String, String> headers, Problem problem, Call call) {
        boolean limited =
                call.rate != RateDecision.Unlimited.UNLIMITED || call.arrivalRate != RateDecision.Unlimited.UNLIMITED;
        Fields fields = Fields.NONE;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            boolean known = problem.headers().keySet().stream().anyMatch(name::equalsIgnoreCase)
                    || (limited && Answer.isOfRate(name));
            fields = known ? fields : fields.and(name, header.getValue());
        }
        return fields;
    }

    private ErrorDialect dialect(Call call) {
        ContractPlan contract = call.exchange.contractOrNull();
        OperationPlan operation = call.exchange.operationOrNull();
        if (contract == null) {
            return unmatchedDialect.get();
        }
        return call.mount == null || operation == null ? contract.errors() : call.mount.dialect(operation);
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
        boolean close = closes(call);
        response.setStatusCode(status);
        Answer answer = new Answer(call, status, contentType, body, fields, problem);
        if (call.watch == null || !call.watch.answers(answer)) {
            // each putHeader of the response would take a lock
            MultiMap headers = response.headers();
            answer.writeTo(headers::add, time, time.texts);
            if (contentType != null && HttpMethod.HEAD.equals(call.request.method())) {
                // Vert.x leaves it out, as it cannot know what GET would send (RFC 9110, 9.3.2)
                headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            }
        }
        if (close) {
            response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (call.streams != null && !budget.take(call, body.length())) {
            call.abort();
            tell(call, 0, null, problem);
            return;
        }
        response.end(body);
        handedOver(call, body.length(), close);
        tell(call, status, answer, problem);
    }

    private void tell(Call call, int status, @Nullable Answer answer, @Nullable Problem problem) {
        listener.ended(call.exchange, status, problem);
        // what nobody has sent is nothing to be shown
        if (witnessing != null && !call.undecoded) {
            witnessing.ended(call, status, answer, problem);
        }
    }

    /** Shows what passes; null where nobody wants to see it. */
    @Nullable
    Witnessing witnessing() {
        return witnessing;
    }

    /** Whether an answer is the last one of its connection; streams of HTTP/2 leave it as it is, but for a word to the client. */
    private boolean closes(Call call) {
        StreamWatch streams = call.streams;
        if (streams == null) {
            return draining
                    || (call.watch != null && call.watch.requests() >= maxRequests)
                    || Drain.closes(call, drainLimit);
        }
        if (draining || streams.requests() >= maxRequests) {
            streams.retire();
        }
        return false;
    }

    /** @param bytes of the answer that may not have gone out yet */
    private void handedOver(Call call, long bytes, boolean close) {
        if (call.watch != null) {
            call.watch.answered();
        }
        if (call.streams != null) {
            call.awaitDelivery(time.stalls, bytes);
        }
        Drain.start(call, drainLimit, close, time);
        if (call.watch != null && !call.unread) {
            call.watch.ended(call);
        }
    }

    /**
     * For who sends an answer by itself: from now on its call counts no more against time and memory.
     *
     * @return whether the connection is closed after it
     */
    boolean begin(Call call) {
        call.stop();
        budget.giveBack(call);
        return closes(call);
    }

    /** The last byte of an answer has been handed to the socket. */
    void sent(Call call, int status, boolean close) {
        handedOver(call, StreamWatch.WINDOW, close);
        tell(call, status, call.sending, null);
    }

    /**
     * The connection is about to be closed without a whole answer.
     *
     * @param status as sent, or 0
     */
    void cut(Call call, int status) {
        call.ended = true;
        call.cut = true;
        tell(call, status, call.sending, null);
    }

    /** The client has gone: nothing can be sent any more. */
    void left(Call call) {
        call.stop();
        budget.giveBack(call);
        if (!call.ended) {
            call.ended = true;
            call.cut = true;
            tell(call, Tunnels.carries(call) ? Tunnels.STATUS : 0, call.sending, null);
            call.exchange.clientLeft();
        }
    }
}
