package dev.sluice.edge;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.validation.BodyStream;
import dev.sluice.validation.ContentLength;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads the body of one request within a time, and holds it up to a size; beyond that, it is judged as it comes. */
final class BodyReader extends Deadlines.Entry implements Handler<Buffer> {

    /** What becomes of a body: exactly one of the two is called, at most once (neither when the client leaves). */
    interface Receiver {

        void read(Call call, Body body);

        void refused(Call call, Problem problem);

        /** A judge for a body that is larger than what is held of one; null where it is refused. */
        @Nullable
        BodyStream beyond(Call call);
    }

    private final Call call;
    private final long limit;
    private final BodyBudget budget;
    private final Receiver receiver;
    /** Judges what comes, once it is too much to be held. */
    private @Nullable BodyStream stream;

    private long length;
    private @Nullable Buffer received;
    private boolean copied;
    private boolean done;

    private BodyReader(Call call, long limit, BodyBudget budget, Receiver receiver, @Nullable BodyStream stream) {
        this.call = call;
        this.limit = limit;
        this.budget = budget;
        this.receiver = receiver;
        this.stream = stream;
    }

    static void read(Call call, long limit, BodyBudget budget, LoopTime time, Receiver receiver) {
        HttpServerRequest request = call.request;
        if (call.contentLength == ContentLength.NONE) {
            receiver.read(call, Body.Empty.EMPTY);
            return;
        }
        BodyStream stream = call.contentLength > limit ? receiver.beyond(call) : null;
        if (call.ended) {
            return;
        }
        if (call.contentLength > limit && stream == null) {
            receiver.refused(call, tooLarge(limit));
            return;
        }
        call.askForBody();
        BodyReader reader = new BodyReader(call, limit, budget, receiver, stream);
        request.handler(reader);
        request.endHandler(end -> reader.end());
        request.exceptionHandler(reader::failed);
        time.bodies.start(reader, call.exchange.startNanos());
    }

    /** Of a body that is no sequence of chunks. */
    static Problem malformed() {
        return Problem.of(ProblemType.BAD_REQUEST, "expected: a body of well-formed chunks");
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(ProblemType.BODY_TOO_LARGE, "expected: at most " + limit + " bytes");
    }

    @Override
    public void handle(Buffer chunk) {
        if (done || call.ended) {
            return;
        }
        length += chunk.length();
        if (stream == null && length > limit) {
            stream = receiver.beyond(call);
            if (stream == null) {
                finish();
                receiver.refused(call, tooLarge(limit));
                return;
            }
            Buffer before = received;
            received = null;
            budget.giveBack(call);
            if (before != null) {
                judge(stream, before);
            }
        }
        if (stream == null) {
            hold(chunk);
        } else if (!done) {
            judge(stream, chunk);
        }
    }

    private void judge(BodyStream judge, Buffer chunk) {
        if (call.keptRequest != null) {
            call.keptRequest.feed(chunk);
        }
        if (!judge.feed(chunk)) {
            finish();
            Problem problem = judge.finish();
            receiver.refused(call, problem == null ? tooLarge(limit) : problem);
        }
    }

    private void hold(Buffer chunk) {
        if (!budget.take(call, chunk.length())) {
            finish();
            call.closes = true;
            receiver.refused(call, Problem.of(ProblemType.UNAVAILABLE).withHeader("Retry-After", "1"));
            return;
        }
        Buffer before = received;
        if (before == null) {
            received = chunk;
        } else if (!copied) {
            copied = true;
            received = Buffer.buffer(2 * (before.length() + chunk.length()))
                    .appendBuffer(before)
                    .appendBuffer(chunk);
        } else {
            before.appendBuffer(chunk);
        }
    }

    private void end() {
        if (done || call.ended) {
            return;
        }
        finish();
        Buffer body = received;
        if (stream == null) {
            receiver.read(call, body == null || body.length() == 0 ? Body.Empty.EMPTY : new Body.Bytes(body));
            return;
        }
        if (call.keptRequest != null) {
            call.keptRequest.ended();
        }
        Problem problem = stream.finish();
        if (problem == null) {
            receiver.read(call, new Body.Judged(length));
        } else {
            receiver.refused(call, problem);
        }
    }

    @Override
    protected void expired() {
        if (!done && !call.ended) {
            finish();
            receiver.refused(call, Problem.of(ProblemType.REQUEST_TIMEOUT));
        }
    }

    /** The client has left, or the bytes are no chunks: Vert.x closes the connection right after this call. */
    private void failed(Throwable cause) {
        if (done || call.ended) {
            return;
        }
        finish();
        if (RequestContent.isMalformed(cause)) {
            call.closes = true;
            receiver.refused(call, malformed());
            if (call.watch != null) {
                call.watch.flush();
            }
        }
    }

    private void finish() {
        done = true;
        stop();
    }
}
