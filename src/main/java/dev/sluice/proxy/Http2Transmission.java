package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import io.vertx.core.http.impl.HttpClientStream;
import io.vertx.core.http.impl.HttpRequestHead;
import io.vertx.core.http.impl.HttpResponseHead;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** One stream of an HTTP/2 connection. Confined to one event loop. */
final class Http2Transmission implements Transmission {

    private static final long REFUSED_STREAM = 7;
    private static final long CANCEL = 8;
    private static final StreamPriority NO_PRIORITY = new StreamPriority();

    private final Http2Connection owner;
    private final ContextInternal loop;
    private final HttpClientConnectionInternal connection;
    private final AnswerFields fields;
    private @Nullable Receiver receiver;
    private @Nullable HttpClientStream stream;
    private long expected = -1;
    private long received;
    private int informational;
    private boolean headSeen;
    private boolean done;

    Http2Transmission(
            Http2Connection owner,
            ContextInternal loop,
            HttpClientConnectionInternal connection,
            AnswerFields fields,
            Receiver receiver) {
        this.owner = owner;
        this.loop = loop;
        this.connection = connection;
        this.fields = fields;
        this.receiver = receiver;
    }

    @Override
    public void send(OutgoingRequest request, @Nullable Buffer body, boolean whole) {
        HttpRequestHead head;
        try {
            head = head(request);
        } catch (IllegalArgumentException unsendable) {
            receiver = null;
            owner.over();
            throw unsendable;
        }
        done = whole;
        Future<HttpClientStream> created = connection.createStream(loop);
        HttpClientStream next = created.result();
        if (next == null) {
            // the connection has just gone
            loop.runOnContext(later -> failed(Failure.CONNECTION_TERMINATED));
            return;
        }
        stream = next;
        boolean isHead = "HEAD".equals(request.method());
        next.headHandler(answer -> begins(answer, isHead));
        next.continueHandler(asked -> informed(100, io.vertx.core.http.HttpHeaders.headers()));
        next.earlyHintsHandler(hints -> informed(103, hints));
        next.chunkHandler(this::comes);
        next.endHandler(this::ends);
        next.exceptionHandler(this::broken);
        next.drainHandler(drained -> drained());
        next.writeHead(
                head,
                request.length == OutgoingRequest.CHUNKED,
                body == null ? null : ((BufferInternal) body).getByteBuf(),
                whole,
                NO_PRIORITY,
                false);
    }

    private static HttpRequestHead head(OutgoingRequest request) {
        MultiMap headers = io.vertx.core.http.HttpHeaders.headers();
        Sink sink = new Sink(headers);
        request.writeTo(sink, false);
        String query = request.query();
        String path = request.basePath() + request.path() + (query == null ? "" : "?" + query);
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) <= ' ' || path.charAt(i) == 0x7F) {
                throw new IllegalArgumentException("a character that no request target can have");
            }
        }
        return new HttpRequestHead(
                HttpMethod.valueOf(request.method()), path, headers, request.authority(), path, null);
    }

    @Override
    public void write(Buffer chunk) {
        if (stream != null && chunk.length() > 0) {
            stream.writeBuffer(((BufferInternal) chunk).getByteBuf(), false);
        }
    }

    @Override
    public void end(Fields trailers) {
        // Vert.x has no way to send them
        done = true;
        if (stream != null) {
            stream.end();
        }
    }

    @Override
    public boolean isFull() {
        return stream != null && stream.isNotWritable();
    }

    @Override
    public boolean isFlushed() {
        return !isFull();
    }

    @Override
    public void pause() {
        if (stream != null) {
            stream.doPause();
        }
    }

    @Override
    public void resume() {
        if (stream != null) {
            stream.doFetch(Long.MAX_VALUE);
        }
    }

    @Override
    public void abandon() {
        if (receiver != null) {
            receiver = null;
            reset();
            owner.over();
        }
    }

    private void reset() {
        if (stream != null) {
            stream.reset(new StreamResetException(CANCEL));
        }
    }

    private void begins(HttpResponseHead answer, boolean isHead) {
        Receiver told = receiver;
        if (told == null) {
            return;
        }
        // after other information than 100 and 103, Vert.x takes no head
        if (answer.statusCode < 200 || answer.statusCode > 599) {
            refuse();
            return;
        }
        headSeen = true;
        HttpHeaders headers = copy(answer.headers);
        String length = headers.get("content-length");
        long announced = length == null ? -1 : length(length);
        expected = isHead || answer.statusCode == 204 || answer.statusCode == 304 ? -1 : announced;
        told.head(new AnswerHead(answer.statusCode, headers, announced, "2.0"));
    }

    private void informed(int status, MultiMap headers) {
        Receiver told = receiver;
        if (told == null) {
            return;
        }
        if (++informational > AnswerCheck.MOST_INFORMATIONAL) {
            refuse();
        } else {
            told.informed(new AnswerHead(status, copy(headers), -1, "2.0"));
        }
    }

    /** What comes is no answer (RFC 9113, 8.1). */
    private void refuse() {
        reset();
        failed(Failure.PROTOCOL_ERROR);
    }

    private static long length(String digits) {
        try {
            return Math.max(-1, Long.parseLong(digits));
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }

    private static HttpHeaders copy(MultiMap from) {
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        from.forEach((name, value) -> headers.add(name, value));
        return headers;
    }

    private void comes(Buffer bytes) {
        received += bytes.length();
        if (receiver != null && !headSeen) {
            refuse();
        } else if (receiver != null) {
            receiver.chunk(bytes);
        }
    }

    private void ends(MultiMap trailing) {
        Receiver told = receiver;
        if (told == null) {
            return;
        }
        if (!headSeen) {
            refuse();
            return;
        }
        if (expected >= 0 && received != expected) {
            failed(Failure.RESPONSE_INCOMPLETE);
            return;
        }
        Fields trailers;
        try {
            trailers = trailing.isEmpty() ? Fields.NONE : fields.trailers(copy(trailing));
        } catch (IllegalArgumentException unsendable) {
            failed(Failure.PROTOCOL_ERROR);
            return;
        }
        receiver = null;
        if (!done) {
            reset();
        }
        try {
            told.end(trailers);
        } finally {
            owner.over();
        }
    }

    private void broken(Throwable cause) {
        // REFUSED_STREAM: nothing was done with the request
        boolean wilful = cause instanceof StreamResetException reset && reset.getCode() != REFUSED_STREAM;
        Failure early = wilful ? Failure.PROTOCOL_ERROR : Failure.CONNECTION_TERMINATED;
        failed(headSeen ? Failure.RESPONSE_INCOMPLETE : early);
    }

    private void failed(Failure failure) {
        Receiver told = receiver;
        receiver = null;
        if (told != null) {
            owner.over();
            told.failed(failure);
        }
    }

    private void drained() {
        if (receiver != null) {
            receiver.drained();
        }
    }

    /** Fields in lower case, as HTTP/2 wants them; Vert.x sees to that. */
    private record Sink(MultiMap headers) implements HeadSink {

        @Override
        public void known(AsciiString name, AsciiString value) {
            headers.add(name, value);
        }

        @Override
        public void field(CharSequence name, CharSequence value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c == 0x7F) {
                    throw new IllegalArgumentException("a character that no field value can have");
                }
            }
            headers.add(name, value);
        }
    }
}
