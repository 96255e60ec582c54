package dev.sluice.edge;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a client that waits to be asked for it: who reads it asks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1">RFC 9110, 10.1.1</a>
 */
final class AwaitedContent implements ReadStream<Buffer> {

    private final Call call;

    AwaitedContent(Call call) {
        this.call = call;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        call.request.handler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        call.request.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        call.request.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        call.request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        call.askForBody();
        call.request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        call.askForBody();
        call.request.fetch(amount);
        return this;
    }
}
