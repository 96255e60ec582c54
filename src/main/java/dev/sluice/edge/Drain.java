package dev.sluice.edge;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Deadlines;
import dev.sluice.validation.ContentLength;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Throws away what is left of a body that nobody wants, so that the answer can be read and the connection used again;
 * when there is too much of it, or it takes too long, the connection (of HTTP/2: the stream) is closed instead.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, 9.6</a>
 */
final class Drain extends Deadlines.Entry implements Handler<Buffer> {

    private final Call call;
    private final boolean closeAfterwards;
    private long left;

    private Drain(Call call, long left, boolean closeAfterwards) {
        this.call = call;
        this.left = left;
        this.closeAfterwards = closeAfterwards;
    }

    /** Whether the connection must be closed after the answer: to be asked before the answer is written. */
    static boolean closes(Call call, int limit) {
        return call.closes || ((call.expectsContinue || call.contentLength > limit) && !call.request.isEnded());
    }

    /** To be called when the answer has been handed to the socket. */
    static void start(Call call, int limit, boolean close, LoopTime time) {
        HttpServerRequest request = call.request;
        if (call.streams != null && !request.isEnded() && closes(call, limit)) {
            refuseRest(call);
            return;
        }
        if (call.streams == null && (call.closes || (close && call.expectsContinue))) {
            request.connection().close();
            return;
        }
        if (request.isEnded() || (!close && isWithoutBody(call))) {
            return;
        }
        call.unread = true;
        boolean flowing = call.exchange.body() instanceof Body.Flowing;
        if (!flowing && !close && call.contentLength >= 0 && call.watch != null) {
            // few enough bytes, and nobody listens: they are gone when they come
            call.watch.awaitRest(call);
            return;
        }
        Drain drain = new Drain(call, limit, close);
        request.handler(drain);
        request.endHandler(drain::end);
        // from now: one that flowed may have taken long
        time.bodies.start(drain, flowing ? System.nanoTime() : call.exchange.startNanos());
        if (flowing) {
            // whoever read it may have paused it
            request.resume();
        }
    }

    /** The head says so: its request ends with it, though nobody has been told yet. */
    private static boolean isWithoutBody(Call call) {
        boolean announced = call.streams != null || ContentLength.announcesBody(call.contentLength);
        // one that is held has to be let go
        return !announced && !call.held;
    }

    @Override
    public void handle(Buffer chunk) {
        left -= chunk.length();
        if (left < 0) {
            stop();
            refuseRest(call);
        }
    }

    private void end(@Nullable Void nothing) {
        stop();
        if (closeAfterwards) {
            call.request.connection().close();
        }
    }

    @Override
    protected void expired() {
        refuseRest(call);
    }

    /** The answer stands; of HTTP/2, the client is told that it need not go on (RFC 9113, 8.1). */
    private static void refuseRest(Call call) {
        if (call.streams == null) {
            call.request.connection().close();
        } else {
            call.streams.reset(call.request, StreamWatch.NO_ERROR);
        }
    }
}
