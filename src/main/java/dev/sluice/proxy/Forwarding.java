package dev.sluice.proxy;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.proxy.upstream.Outcome;
import dev.sluice.proxy.upstream.Target;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on its way to an upstream and back, however many attempts that takes. As an entry, what its attempt waits for:
 * a connection, room for the body, the head, or the next bytes. Confined to one event loop.
 */
final class Forwarding extends Deadlines.Entry implements Receiver, TargetPool.Waiter {

    private enum Phase {
        CONNECTING,
        /** The body has been announced, and nobody has asked for it. */
        ANNOUNCING,
        UPLOADING,
        AWAITING,
        READING,
        OVER
    }

    private final ProxyLoop loop;
    private final Exchange exchange;
    private final Promise<Reply> promise = Promise.promise();
    private final Answering answer;
    private final Retrying retrying;
    private Phase phase = Phase.CONNECTING;
    private @Nullable Attempt current;
    private @Nullable Total total;

    Forwarding(ProxyLoop loop, Exchange exchange) {
        this.loop = loop;
        this.exchange = exchange;
        this.answer = new Answering(this, loop.scratch.answers, loop.forwarding.maxAnswerSize(), promise);
        this.retrying = new Retrying(loop, exchange.message().method());
    }

    Future<Reply> begin() {
        loop.counts.requests.increment();
        if (loop.deadlines.totals) {
            total = new Total();
            loop.deadlines.start(loop.deadlines.total, total, System.nanoTime());
        }
        exchange.whenClientLeaves(this::left);
        if (phase != Phase.OVER) {
            attempt(Failure.DESTINATION_UNAVAILABLE);
        }
        return promise.future();
    }

    /** @param otherwise why there is no answer, when there is nobody to ask */
    private void attempt(Failure otherwise) {
        Target next = loop.upstream.pick(retrying.tried());
        if (next == null) {
            giveUp(otherwise);
            return;
        }
        phase = Phase.CONNECTING;
        Attempt attempt = new Attempt(next, loop.pool(next));
        current = attempt;
        retrying.began(next);
        attempt.pool().acquire(this);
        if (phase == Phase.CONNECTING && current == attempt) {
            loop.deadlines.start(loop.deadlines.connect, this, System.nanoTime());
        }
    }

    @Override
    public void connected(PooledConnection connection) {
        Attempt attempt = current;
        if (phase != Phase.CONNECTING || attempt == null) {
            connection.pool.free(connection);
            return;
        }
        stop();
        retrying.reused(connection.uses++ > 0);
        Body body = exchange.body();
        Transmission transmission = connection.begin(this);
        attempt.sends(transmission);
        try {
            transmission.send(
                    loop.outgoing.of(
                            exchange,
                            loop.authority(exchange, attempt.pool()),
                            connection.carriesOne() && Upgrades.wanted(exchange, loop.forwarding),
                            body instanceof Body.Flowing flowing && flowing.waits()),
                    body instanceof Body.Bytes bytes ? bytes.buffer() : null,
                    !(body instanceof Body.Flowing));
        } catch (IllegalArgumentException unsendable) {
            refuse(Problem.of(ProblemType.BAD_REQUEST, "expected: a target and fields of visible characters"));
            return;
        }
        if (phase == Phase.CONNECTING) {
            sent(body, attempt, transmission);
        }
    }

    private void sent(Body body, Attempt attempt, Transmission to) {
        if (body instanceof Body.Flowing flowing) {
            attempt.uploads(new Upload(this, flowing, to));
            if (flowing.waits()) {
                enter(Phase.ANNOUNCING, loop.deadlines.asked);
            } else {
                beginUpload();
            }
        } else {
            enter(Phase.AWAITING, loop.deadlines.firstByte);
        }
    }

    private void beginUpload() {
        retrying.bodyIsGone();
        enter(Phase.UPLOADING, loop.deadlines.idle);
        if (current != null) {
            current.beginUpload();
        }
    }

    @Override
    public void informed(AnswerHead head) {
        if (head.status() == 103 && phase != Phase.READING && phase != Phase.OVER) {
            exchange.client().earlyHints(loop.scratch.answers.hints(head.headers()));
        } else if (head.status() == 100 && phase == Phase.ANNOUNCING) {
            beginUpload();
        }
    }

    @Override
    public void unconnected(Failure failure) {
        if (phase == Phase.CONNECTING) {
            stop();
            ended(Outcome.CONNECT_FAILED, failure.type);
            againOr(failure, true);
        }
    }

    private void enter(Phase next, Deadlines deadlines) {
        phase = next;
        loop.deadlines.start(deadlines, this, System.nanoTime());
    }

    /** Some bytes have gone or come. */
    void moved() {
        if (phase == Phase.UPLOADING || phase == Phase.READING) {
            loop.deadlines.start(loop.deadlines.idle, this, System.nanoTime());
        }
    }

    void uploaded() {
        if (phase == Phase.UPLOADING) {
            enter(Phase.AWAITING, loop.deadlines.firstByte);
        }
    }

    @Override
    public void drained() {
        if (current != null && phase != Phase.OVER) {
            moved();
            current.drained();
        }
    }

    @Override
    public void head(AnswerHead head) {
        if (retrying.mayRepeat(head.status())) {
            abandon(Outcome.FAILED, status(head.status()));
            again(Failure.PROTOCOL_ERROR);
            return;
        }
        enter(Phase.READING, loop.deadlines.idle);
        Failure failure = answer.head(head, "HEAD".equals(exchange.message().method()));
        if (failure != null) {
            abandon(Outcome.FAILED, failure.type);
            giveUp(failure);
        } else if (answer.hasBegun() && total != null) {
            total.stop();
        }
    }

    @Override
    public void chunk(Buffer bytes) {
        moved();
        Failure failure = answer.chunk(bytes);
        if (failure != null) {
            abandon(Outcome.FAILED, failure.type);
            giveUp(failure);
        }
    }

    @Override
    public void end(Fields trailers) {
        if (phase == Phase.OVER) {
            return;
        }
        int status = answer.status();
        if (status >= 500 && status != 501 && status != 505) {
            ended(Outcome.FAILED, status(status));
        } else {
            ended(Outcome.OK, "");
        }
        over();
        answer.end(trailers);
    }

    @Override
    public void failed(Failure failure) {
        if (phase == Phase.OVER) {
            return;
        }
        ended(Outcome.FAILED, failure.type);
        if (answer.hasBegun()) {
            giveUp(failure);
        } else {
            againOr(failure, false);
        }
    }

    @Override
    public void switched(NetSocket socket) {
        Target with = current == null ? null : current.released();
        over();
        Upgrades.watch(socket, with, loop.counts.tunnels);
        answer.switched(socket);
    }

    private void againOr(Failure failure, boolean unsent) {
        if (retrying.may(failure, unsent)) {
            again(failure);
        } else {
            giveUp(failure);
        }
    }

    private void again(Failure failure) {
        stop();
        answer.restart();
        attempt(failure);
    }

    void pauseAnswer() {
        if (phase == Phase.READING && current != null) {
            stop();
            current.pause();
        }
    }

    void resumeAnswer() {
        if (phase == Phase.READING && current != null) {
            moved();
            current.resume();
        }
    }

    /** The client's body broke off. */
    void clientBroke(Throwable cause) {
        if (cause instanceof IOException || cause instanceof VertxException || answer.hasBegun()) {
            left();
        } else {
            abandon(Outcome.LEFT, "");
            refuse(Problem.of(ProblemType.BAD_REQUEST, "expected: a body of well-formed chunks"));
        }
    }

    private void left() {
        if (phase != Phase.OVER) {
            abandon(Outcome.LEFT, "");
            over();
            answer.fail(new CancellationException("the client has left"));
        }
    }

    @Override
    protected void expired() {
        switch (phase) {
            case CONNECTING -> waitedTooLong();
            case ANNOUNCING -> beginUpload();
            case UPLOADING -> {
                if (current != null && !current.isStalled()) {
                    abandon(Outcome.LEFT, "");
                    refuse(Problem.of(ProblemType.REQUEST_TIMEOUT));
                } else {
                    overdue(Failure.CONNECTION_WRITE_TIMEOUT);
                }
            }
            case AWAITING ->
                overdue(
                        current == null || current.isFlushed()
                                ? Failure.RESPONSE_TIMEOUT
                                : Failure.CONNECTION_WRITE_TIMEOUT);
            case READING -> overdue(Failure.CONNECTION_READ_TIMEOUT);
            case OVER -> {
                // nothing is waited for
            }
        }
    }

    private void waitedTooLong() {
        boolean full = current != null && current.pool().isFull();
        abandon(full ? Outcome.LEFT : Outcome.CONNECT_FAILED, Failure.CONNECTION_TIMEOUT.type);
        if (full) {
            giveUp(Failure.CONNECTION_LIMIT);
        } else {
            againOr(Failure.CONNECTION_TIMEOUT, true);
        }
    }

    private void overdue(Failure failure) {
        abandon(Outcome.FAILED, failure.type);
        giveUp(failure);
    }

    private static String status(int status) {
        return "status " + status;
    }

    /** Leaves the attempt as it is. */
    private void abandon(Outcome outcome, String why) {
        Attempt left = current;
        if (left != null) {
            if (phase == Phase.CONNECTING) {
                left.pool().cancel(this);
            }
            left.abandon();
            left.ended(outcome, why);
        }
    }

    /** @param why it failed; told only then */
    private void ended(Outcome outcome, String why) {
        if (current != null) {
            current.ended(outcome, why);
        }
    }

    private void giveUp(Failure failure) {
        over();
        answer.fail(loop.problem(failure));
    }

    private void refuse(Problem problem) {
        ended(Outcome.LEFT, "");
        over();
        answer.fail(new ProblemException(problem));
    }

    /** Nothing is waited for any more. */
    private void over() {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        stop();
        if (total != null) {
            total.stop();
        }
        if (current != null) {
            current.over();
        }
        exchange.whenClientLeaves(null);
        loop.counts.requests.decrement();
    }

    /** The bound of all attempts together. */
    private final class Total extends Deadlines.Entry {

        @Override
        protected void expired() {
            if (phase != Phase.OVER) {
                overdue(phase == Phase.CONNECTING ? Failure.CONNECTION_TIMEOUT : Failure.RESPONSE_TIMEOUT);
            }
        }
    }
}
