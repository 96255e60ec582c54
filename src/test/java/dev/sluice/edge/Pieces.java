package dev.sluice.edge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Content that comes piece by piece, each in a turn of the event loop of its own. */
final class Pieces implements ReadStream<Buffer> {

    private final Context context = Objects.requireNonNull(Vertx.currentContext());
    private final Deque<Buffer> left = new ArrayDeque<>();
    private final Promise<Void> ended = Promise.promise();
    private final End end;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> atEnd;
    private @Nullable Handler<Throwable> atFailure;
    private boolean flows;
    private boolean done;

    /** What comes behind the last piece. */
    enum End {
        WHOLE,
        BROKEN,
        /** Nothing, ever. */
        STALLED
    }

    Pieces(List<Buffer> pieces, End end) {
        left.addAll(pieces);
        this.end = end;
    }

    /** As a reply has it. */
    Future<Void> ended() {
        return ended.future();
    }

    void cancel() {
        done = true;
        ended.tryFail(new CancellationException());
    }

    private void next() {
        if (!flows || done) {
            return;
        }
        Buffer piece = left.poll();
        if (piece != null) {
            if (handler != null) {
                handler.handle(piece);
            }
            context.runOnContext(later -> next());
            return;
        }
        if (end == End.STALLED) {
            return;
        }
        done = true;
        if (end == End.BROKEN) {
            ended.tryFail(new IllegalStateException("broken"));
            if (atFailure != null) {
                atFailure.handle(new IllegalStateException("broken"));
            }
        } else {
            ended.tryComplete();
            if (atEnd != null) {
                atEnd.handle(null);
            }
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> reader) {
        handler = reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> reader) {
        atEnd = reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> reader) {
        atFailure = reader;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        flows = false;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        if (!flows) {
            flows = true;
            context.runOnContext(later -> next());
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
