package dev.sluice.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and got, as far as it is still held when the exchange has ended. Confined to the event loop of the
 * exchange, and to the call that shows it.
 */
public interface Sent {

    /** Of the answer; 0 where none was sent: the client has left before, or was cut off. */
    int status();

    /** Why the request was refused; null where it was not. */
    @Nullable
    Problem problem();

    /** The media type of the answer; null where there is none. */
    @Nullable
    CharSequence contentType();

    /** Adds the fields of the answer's head, but for those that frame it. */
    void addFields(MultiMap headers);

    /** The request's content, or its beginning; null where nothing of it is held. Not changed any more. */
    @Nullable
    Buffer requestBody();

    /** How many bytes the request's content had; -1 where nobody knows. */
    long requestLength();

    /** The answer's content, or its beginning; null where nothing of it is held. Not changed any more. */
    @Nullable
    Buffer body();

    /** How many bytes the answer's content had; -1 where nobody knows, or where it broke off. */
    long length();
}
