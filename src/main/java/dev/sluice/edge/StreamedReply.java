package dev.sluice.edge;

import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Hands an answer to the socket while it comes, no faster than the client takes it. When it breaks off, so does what the
 * client sees. Confined to one event loop.
 */
final class StreamedReply extends Deadlines.Entry {

    private static final Buffer NOTHING = Buffer.buffer();

    /** INTERNAL_ERROR, RFC 9113, 7. */
    private static final long INTERNAL_ERROR = 2;

    private final Call call;
    private final Reply.Streamed reply;
    private final ReplyWriter replies;
    private final LoopTime time;
    private final HttpServerResponse response;
    private final boolean close;
    private long sent;
    private @Nullable Kept kept;

    StreamedReply(Call call, Reply.Streamed reply, ReplyWriter replies, LoopTime time) {
        this.call = call;
        this.reply = reply;
        this.replies = replies;
        this.time = time;
        this.response = call.request.response();
        this.close = replies.begin(call);
    }

    void send() {
        response.setStatusCode(reply.status());
        MultiMap headers = response.headers();
        Answer answer = new Answer(call, reply.status(), null, NOTHING, reply.fields(), null);
        answer.writeTo(headers::add, time, time.texts);
        call.sending = answer;
        call.flows = true;
        if (replies.witnessing() != null) {
            kept = replies.witnessing().answer(call);
        }
        if (close) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (reply.length() >= 0) {
            headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(reply.length()));
        }
        if (isBodyless()) {
            finish();
            return;
        }
        if (reply.length() < 0) {
            chunked(headers);
        }
        response.drainHandler(drained -> drained());
        reply.content().exceptionHandler(this::broken).endHandler(end -> end()).handler(this::chunk);
        reply.content().resume();
        if (!response.headWritten()) {
            // together with what has come with the head; without it, if nothing has
            Vertx.currentContext().runOnContext(later -> writeHead());
        }
    }

    /** RFC 9110, 6.4.1: whatever is said about its length. */
    private boolean isBodyless() {
        return HttpMethod.HEAD.equals(call.request.method()) || reply.status() == 204 || reply.status() == 304;
    }

    private void chunked(MultiMap headers) {
        if (call.request.version() == HttpVersion.HTTP_1_1) {
            response.setChunked(true);
        } else if (call.request.version() == HttpVersion.HTTP_1_0) {
            // the end of the connection is the end of the answer, whatever Vert.x would say last
            response.headersEndHandler(end -> headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
        }
    }

    private void writeHead() {
        if (!call.ended && !response.headWritten()) {
            response.writeHead();
        }
    }

    private void chunk(Buffer bytes) {
        if (call.ended) {
            return;
        }
        sent += bytes.length();
        if (reply.length() >= 0 && sent > reply.length()) {
            cut();
            return;
        }
        if (kept != null) {
            kept.feed(bytes);
        }
        response.write(bytes);
        if (response.writeQueueFull()) {
            reply.content().pause();
            time.stalls.start(this, System.nanoTime());
        }
    }

    private void drained() {
        stop();
        if (!call.ended) {
            reply.content().resume();
        }
    }

    private void end() {
        if (call.ended) {
            return;
        }
        if (reply.length() >= 0 && sent < reply.length()) {
            cut();
            return;
        }
        Fields trailers = reply.trailers().get();
        if (trailers.size() > 0 && reply.length() < 0 && call.request.version() != HttpVersion.HTTP_1_0) {
            for (int i = 0; i < trailers.size(); i++) {
                response.trailers().add(trailers.name(i), trailers.value(i));
            }
        }
        finish();
    }

    private void finish() {
        stop();
        call.exchange.whenClientLeaves(null);
        call.ended = true;
        if (kept != null) {
            kept.ended();
        }
        response.end();
        replies.sent(call, reply.status(), close);
        if (isEndedByClose()) {
            call.request.connection().close();
        }
    }

    private boolean isEndedByClose() {
        return reply.length() < 0 && call.request.version() == HttpVersion.HTTP_1_0 && !isBodyless();
    }

    private void broken(Throwable cause) {
        if (!call.ended) {
            cut();
        }
    }

    /** So that the client can tell it from a whole answer. */
    private void cut() {
        stop();
        call.exchange.whenClientLeaves(null);
        replies.cut(call, reply.status());
        if (call.streams != null) {
            call.streams.reset(call.request, INTERNAL_ERROR);
        } else if (isEndedByClose() && call.watch != null) {
            call.watch.reset();
        } else {
            call.request.connection().close();
        }
    }

    /** The client has not taken a byte for too long. */
    @Override
    protected void expired() {
        // the backend is told as when a client leaves
        call.abort();
    }
}
