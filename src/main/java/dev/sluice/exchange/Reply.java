package dev.sluice.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend's answer. */
public sealed interface Reply {

    int status();

    /**
     * An answer that is held whole.
     *
     * @param contentType null when there is no body
     * @param body is not changed any more: one buffer may serve many answers
     * @param fields further headers
     */
    record Full(int status, @Nullable String contentType, Buffer body, Fields fields) implements Reply {

        /** An answer without further headers. */
        public Full(int status, @Nullable String contentType, Buffer body) {
            this(status, contentType, body, Fields.NONE);
        }
    }

    /**
     * An answer on its way.
     *
     * @param fields all but what frames it ({@code Content-Length}, {@code Transfer-Encoding}, {@code Connection})
     * @param length of the content; -1 where nobody knows
     * @param content paused; read by the edge as fast as the client takes it. When it fails, the client sees the answer
     *     end before its time.
     * @param trailers asked for when the content has ended
     * @param ended when the last byte has come; a failure when it never will: a CancellationException where that is the
     *     client's doing
     */
    record Streamed(
            int status,
            Fields fields,
            long length,
            ReadStream<Buffer> content,
            Supplier<Fields> trailers,
            Future<Void> ended)
            implements Reply {}

    /**
     * The backend has switched to another protocol (RFC 9110, 7.8): from now on bytes go both ways as they are.
     *
     * @param fields of the answer 101, with {@code Upgrade}
     * @param backend paused; closed by the edge when the client closes
     * @param ended when {@code backend} is closed, whoever did it
     */
    record Tunnel(Fields fields, NetSocket backend, Future<Void> ended) implements Reply {

        /** A tunnel whose end need not be told: nothing counts it while it lasts. */
        public Tunnel(Fields fields, NetSocket backend) {
            this(fields, backend, Future.succeededFuture());
        }

        @Override
        public int status() {
            return 101;
        }
    }

    /**
     * An answer that is spoilt on purpose while it is sent.
     *
     * @param answer what would have been sent
     * @param how it is spoilt
     */
    record Broken(Full answer, Break how) implements Reply {

        @Override
        public int status() {
            return answer.status();
        }
    }

    /** A way to spoil an answer. */
    sealed interface Break {

        /** The connection is reset (RST) instead of an answer. */
        enum Reset implements Break {
            RESET
        }

        /**
         * The answer promises its whole length, and the connection is closed (FIN) after a part.
         *
         * @param bytes of the body that are sent, fewer than it has
         */
        record Truncated(int bytes) implements Break {

            public Truncated {
                if (bytes < 0) {
                    throw new IllegalArgumentException("bytes: " + bytes + " (expected: from 0)");
                }
            }
        }

        /**
         * The body comes whole, in pieces.
         *
         * @param over how long the last piece comes after the head
         */
        record Slow(Duration over) implements Break {}
    }
}
