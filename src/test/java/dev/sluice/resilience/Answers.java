package dev.sluice.resilience;

import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** Answers that are no more than what decorators look at. */
final class Answers {

    private Answers() {}

    static Reply full(int status) {
        return new Reply.Full(status, null, Buffer.buffer());
    }

    static Reply streamed(int status, Future<Void> ended) {
        return new Reply.Streamed(status, Fields.NONE, -1, new Silence(), () -> Fields.NONE, ended);
    }

    /** Content that never comes. */
    private static final class Silence implements ReadStream<Buffer> {

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            return this;
        }
    }
}
