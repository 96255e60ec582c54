package dev.sluice.exchange;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
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
