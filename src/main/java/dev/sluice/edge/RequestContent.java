package dev.sluice.edge;

import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that goes on as it comes. A client that waits to be asked for it (RFC 9110, 10.1.1) is asked by who
 * reads it; chunks that are none are told to who reads, or, as long as nobody does, to who has made this. Confined to one
 * event loop.
 */
final class RequestContent implements ReadStream<Buffer> {

    private final Call call;
    private final Runnable malformed;
    private @Nullable Handler<Throwable> reader;

    /** @param malformed is to answer where the body breaks off before anybody reads it */
    RequestContent(Call call, Runnable malformed) {
        this.call = call;
        this.malformed = malformed;
        call.request.exceptionHandler(this::failed);
    }

    /** The client has left, or the bytes are no chunks: Vert.x closes the connection right after this call. */
    private void failed(Throwable cause) {
        boolean malformedChunks = isMalformed(cause);
        // nobody can tell where the next request would begin
        call.closes |= malformedChunks;
        if (reader != null) {
            reader.handle(cause);
        } else if (malformedChunks && !call.ended) {
            malformed.run();
        }
        if (malformedChunks && call.watch != null) {
            call.watch.flush();
        }
    }

    /** Whether it is for the bytes that a body has ended, and not for the connection. */
    static boolean isMalformed(Throwable cause) {
        return !(cause instanceof IOException || cause instanceof VertxException);
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
        reader = handler;
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
