package dev.sluice.edge;

import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Waits;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers that are spoilt on purpose. Head and accounting are those of any answer; until the last byte of a slow
 * one is handed over, its call goes on. Confined to one event loop.
 */
final class BrokenReplies {

    /** Of a slow body, where it has so many bytes. */
    private static final int PIECES = 50;

    private final ReplyWriter replies;
    private final LoopTime time;
    private final Supplier<Waits> waits;
    private @Nullable Waits drips;

    /** @param waits asked for when the first slow answer is sent */
    BrokenReplies(ReplyWriter replies, LoopTime time, Supplier<Waits> waits) {
        this.replies = replies;
        this.time = time;
        this.waits = waits;
    }

    /** @param call that has not ended */
    void send(Call call, Reply.Broken reply) {
        if (reply.how() instanceof Reply.Break.Truncated cut) {
            truncate(call, reply.answer(), cut.bytes());
        } else if (reply.how() instanceof Reply.Break.Slow slow) {
            drip(call, reply.answer(), slow.over().toNanos());
        } else {
            reset(call);
        }
    }

    private void reset(Call call) {
        replies.begin(call);
        replies.cut(call, 0);
        if (call.watch == null) {
            call.abort();
        } else {
            call.watch.reset();
        }
    }

    private void truncate(Call call, Reply.Full answer, int bytes) {
        head(call, answer);
        replies.cut(call, answer.status());
        Buffer part = answer.body().slice(0, Math.min(bytes, answer.body().length()));
        Future<Void> written = call.request.response().write(part);
        if (call.streams == null) {
            call.request.connection().close();
        } else {
            written.onComplete(gone -> call.abort());
        }
    }

    private void drip(Call call, Reply.Full answer, long nanos) {
        boolean close = head(call, answer);
        Waits wheel = drips;
        if (wheel == null) {
            wheel = waits.get();
            drips = wheel;
        }
        new Drip(call, answer, nanos, close, wheel).begin();
    }

    /** Writes the head as it stands in front of any answer; whether the connection is closed after it. */
    private boolean head(Call call, Reply.Full full) {
        boolean close = replies.begin(call);
        call.request.response().setStatusCode(full.status());
        MultiMap headers = call.request.response().headers();
        Answer answer = new Answer(call, full.status(), full.contentType(), full.body(), full.fields(), null);
        answer.writeTo(headers::add, time, time.texts);
        call.sending = answer;
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(full.body().length()));
        if (close) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        return close;
    }

    /** A body on its way. */
    private final class Drip extends Waits.Entry {

        private final Call call;
        private final Reply.Full answer;
        private final long nanos;
        private final boolean close;
        private final Waits wheel;
        private final int pieces;
        private long start;
        private int piece;
        private int sent;

        Drip(Call call, Reply.Full answer, long nanos, boolean close, Waits wheel) {
            this.call = call;
            this.answer = answer;
            this.nanos = nanos;
            this.close = close;
            this.wheel = wheel;
            this.pieces = Math.max(1, Math.min(PIECES, answer.body().length()));
        }

        void begin() {
            start = System.nanoTime();
            call.exchange.whenClientLeaves(this::stop);
            call.request.response().writeHead();
            next();
        }

        private void next() {
            piece++;
            wheel.start(this, start + nanos / pieces * piece);
        }

        @Override
        protected void due() {
            HttpServerResponse response = call.request.response();
            if (piece < pieces) {
                int end = (int) ((long) answer.body().length() * piece / pieces);
                response.write(answer.body().slice(sent, end));
                sent = end;
                next();
                return;
            }
            call.exchange.whenClientLeaves(null);
            call.ended = true;
            response.end(answer.body().slice(sent, answer.body().length()));
            replies.sent(call, answer.status(), close);
        }
    }
}
