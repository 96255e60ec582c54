package dev.sluice.exchange;

import io.vertx.core.buffer.Buffer;
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
}
