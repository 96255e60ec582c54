package dev.sluice.edge;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Content that is made as it is asked for, piece by piece. Confined to the event loop that made it. */
final class Source implements ReadStream<Buffer> {

    private static final Buffer PIECE = Buffer.buffer(new byte[16 * 1024]);

    private final Context context = Vertx.currentContext();
    private final AtomicLong made;
    private final long length;
    private final long breaksAt;
    private long done;
    private boolean paused = true;
    private boolean over;
    private boolean running;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> end;
    private @Nullable Handler<Throwable> failure;

    /**
     * @param breaksAt bytes; -1: it does not
     * @param made counts the bytes, for whoever looks on
     */
    Source(long length, long breaksAt, AtomicLong made) {
        this.length = length;
        this.breaksAt = breaksAt;
        this.made = made;
    }

    private void run() {
        running = false;
        Handler<Buffer> sink = handler;
        if (paused || over || sink == null) {
            return;
        }
        if (done == breaksAt) {
            over = true;
            if (failure != null) {
                failure.handle(new IOException("planted"));
            }
        } else if (done == length) {
            over = true;
            if (end != null) {
                end.handle(null);
            }
        } else {
            long limit = breaksAt >= 0 ? Math.min(breaksAt, length) : length;
            int size = (int) Math.min(PIECE.length(), limit - done);
            done += size;
            made.addAndGet(size);
            sink.handle(size == PIECE.length() ? PIECE.copy() : PIECE.getBuffer(0, size));
            schedule();
        }
    }

    private void schedule() {
        if (!running) {
            running = true;
            context.runOnContext(next -> run());
        }
    }

    void stop() {
        over = true;
    }

    @Override
    public Source handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public Source pause() {
        paused = true;
        return this;
    }

    @Override
    public Source resume() {
        paused = false;
        schedule();
        return this;
    }

    @Override
    public Source fetch(long amount) {
        return resume();
    }

    @Override
    public Source endHandler(@Nullable Handler<Void> end) {
        this.end = end;
        return this;
    }

    @Override
    public Source exceptionHandler(@Nullable Handler<Throwable> failure) {
        this.failure = failure;
        return this;
    }
}
