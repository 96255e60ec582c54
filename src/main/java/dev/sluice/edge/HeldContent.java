package dev.sluice.edge;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * Content of which the beginning, or all, has been held for a while. Paused until it is resumed. Confined to one event
 * loop.
 */
final class HeldContent implements ReadStream<Buffer> {

    /** Null where all of it is held. */
    private final @Nullable ReadStream<Buffer> rest;

    private @Nullable Buffer held;
    private @Nullable Handler<Buffer> reader;
    private @Nullable Handler<Void> atEnd;
    private @Nullable Handler<Throwable> atFailure;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean flows;

    /** @param rest paused */
    HeldContent(Buffer held, @Nullable ReadStream<Buffer> rest) {
        this.held = held;
        this.rest = rest;
        this.ended = rest == null;
        if (rest != null) {
            rest.exceptionHandler(this::failed).endHandler(this::end).handler(this::chunk);
        }
    }

    private void chunk(Buffer bytes) {
        Buffer before = held;
        if (before != null) {
            held = before.copy().appendBuffer(bytes);
        } else if (reader != null) {
            reader.handle(bytes);
        }
    }

    private void end(@Nullable Void nothing) {
        ended = true;
        if (held == null && atEnd != null) {
            atEnd.handle(null);
        }
    }

    private void failed(Throwable cause) {
        failure = cause;
        if (atFailure != null) {
            atFailure.handle(cause);
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        reader = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        atEnd = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        atFailure = handler;
        if (failure != null && handler != null) {
            handler.handle(failure);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        flows = false;
        if (rest != null) {
            rest.pause();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        flows = true;
        Buffer first = held;
        if (first != null && reader != null) {
            held = null;
            reader.handle(first);
            if (ended && atEnd != null) {
                atEnd.handle(null);
            }
        }
        // the reader may have paused it
        if (flows && rest != null && !ended) {
            rest.resume();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
