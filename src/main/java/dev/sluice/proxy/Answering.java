package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an upstream on its way to the client: held whole where it is known to be small, else passed on as it comes.
 * Confined to one event loop.
 */
final class Answering implements ReadStream<Buffer> {

    /** Bytes of content up to which an answer is held, where its length is known. */
    private static final int MOST_HELD = 64 * 1024;

    private static final Buffer NOTHING = Buffer.buffer();

    private final Forwarding forwarding;
    private final AnswerFields reader;
    private final long most;
    private final Promise<Reply> reply;
    private @Nullable AnswerHead head;
    private Fields fields = Fields.NONE;
    private Fields trailers = Fields.NONE;
    private @Nullable String contentType;
    private boolean empty;
    private long size;
    private @Nullable Buffer held;
    private boolean copied;
    private @Nullable Promise<Void> ended;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private boolean over;

    /** @param most bytes of content, or 0 */
    Answering(Forwarding forwarding, AnswerFields reader, long most, Promise<Reply> reply) {
        this.forwarding = forwarding;
        this.reader = reader;
        this.most = most;
        this.reply = reply;
    }

    /** Whether the client may have seen some of it. */
    boolean hasBegun() {
        return ended != null;
    }

    boolean hasHead() {
        return head != null;
    }

    int status() {
        return head == null ? 0 : head.status();
    }

    /** Forgets an answer that was not passed on. */
    void restart() {
        head = null;
        held = null;
        copied = false;
        size = 0;
    }

    /**
     * @param toHead whether it answers HEAD
     * @return why it cannot be used, or null
     */
    @Nullable
    Failure head(AnswerHead next, boolean toHead) {
        head = next;
        int status = next.status();
        empty = toHead || status == 204 || status == 304;
        if (most > 0 && !empty && next.length() > most) {
            return Failure.RESPONSE_BODY_SIZE;
        }
        boolean holds = !empty && status != 101 && next.length() >= 0 && next.length() <= MOST_HELD;
        try {
            fields = reader.of(next, holds);
        } catch (IllegalArgumentException unsendable) {
            return Failure.PROTOCOL_ERROR;
        }
        contentType = reader.contentType();
        if (!holds && !empty && status != 101) {
            stream(next);
        }
        return null;
    }

    private void stream(AnswerHead next) {
        Promise<Void> end = Promise.promise();
        ended = end;
        forwarding.pauseAnswer();
        reply.complete(new Reply.Streamed(next.status(), fields, next.length(), this, () -> trailers, end.future()));
    }

    /** @return why there can be no more of it, or null */
    @Nullable
    Failure chunk(Buffer bytes) {
        size += bytes.length();
        if (most > 0 && size > most) {
            return Failure.RESPONSE_BODY_SIZE;
        }
        if (ended != null) {
            if (handler != null && !over) {
                handler.handle(bytes);
            }
        } else {
            hold(bytes);
        }
        return null;
    }

    private void hold(Buffer bytes) {
        Buffer before = held;
        if (before == null) {
            held = bytes;
        } else if (copied || head == null) {
            before.appendBuffer(bytes);
        } else {
            copied = true;
            held = Buffer.buffer((int) head.length()).appendBuffer(before).appendBuffer(bytes);
        }
    }

    /** Nothing more comes. */
    void end(Fields last) {
        AnswerHead known = head;
        if (over || known == null) {
            return;
        }
        over = true;
        trailers = last;
        Promise<Void> streamed = ended;
        if (streamed != null) {
            if (endHandler != null) {
                endHandler.handle(null);
            }
            streamed.tryComplete();
        } else if (empty) {
            reply.tryComplete(new Reply.Streamed(
                    known.status(), fields, known.length(), Nothing.NOTHING, () -> trailers, Future.succeededFuture()));
        } else {
            reply.tryComplete(new Reply.Full(known.status(), contentType, held == null ? NOTHING : held, fields));
        }
    }

    void switched(NetSocket socket) {
        over = true;
        reply.tryComplete(new Reply.Tunnel(fields, socket, Upgrades.closed(socket)));
    }

    /** There is no answer, or no more of one. */
    void fail(Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        Promise<Void> streamed = ended;
        if (streamed == null) {
            reply.tryFail(cause);
            return;
        }
        if (exceptionHandler != null && !(cause instanceof CancellationException)) {
            exceptionHandler.handle(cause);
        }
        streamed.tryFail(cause);
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
        handler = next;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> next) {
        endHandler = next;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> next) {
        exceptionHandler = next;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        if (!over) {
            forwarding.pauseAnswer();
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        if (!over) {
            forwarding.resumeAnswer();
        }
        return this;
    }

    /** As {@link #resume}: pieces are not counted. */
    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return amount > 0 ? resume() : this;
    }

    /** No content, which nobody reads. */
    private enum Nothing implements ReadStream<Buffer> {
        NOTHING;

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
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
    }
}
