package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One request on a connection. Confined to one event loop. */
interface Transmission {

    /**
     * Sends a head, and content where all of it is known.
     *
     * @param body null when there is none, or when it comes later
     * @param whole whether nothing comes after it
     * @throws IllegalArgumentException when there is a character that cannot be sent: nothing was
     */
    void send(OutgoingRequest head, @Nullable Buffer body, boolean whole);

    void write(Buffer chunk);

    /**
     * After what was written.
     *
     * @param trailers lost where the content does not come in chunks of HTTP/1.1
     */
    void end(Fields trailers);

    /** Whether no more should be written for now. */
    boolean isFull();

    /** Whether every byte of the request has left. */
    boolean isFlushed();

    /** No more of the answer is wanted for now. */
    void pause();

    void resume();

    /** Nobody wants the answer, or the rest of it; nothing is told any more. */
    void abandon();
}
