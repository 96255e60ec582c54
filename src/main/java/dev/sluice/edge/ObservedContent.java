package dev.sluice.edge;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** Content that somebody looks at while it passes. Confined to one event loop. */
final class ObservedContent implements ReadStream<Buffer> {

    /** Is told of the content, before whoever it is for. Does not keep or change the bytes. */
    interface Observer {

        void feed(Buffer chunk);

        /** All of it has come. */
        void ended();

        /** No more will come. */
        void broken();
    }

    private final ReadStream<Buffer> content;
    private final Observer observer;

    ObservedContent(ReadStream<Buffer> content, Observer observer) {
        this.content = content;
        this.observer = observer;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        content.handler(
                handler == null
                        ? null
                        : chunk -> {
                            observer.feed(chunk);
                            handler.handle(chunk);
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        content.endHandler(end -> {
            observer.ended();
            if (handler != null) {
                handler.handle(null);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        content.exceptionHandler(failure -> {
            observer.broken();
            if (handler != null) {
                handler.handle(failure);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        content.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        content.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        content.fetch(amount);
        return this;
    }
}
