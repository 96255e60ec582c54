package dev.sluice.exchange;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A backend's answer. */
public sealed interface Reply {

    int status();

    /** @param contentType null when there is no body */
    record Full(int status, @Nullable String contentType, Buffer body) implements Reply {}
}
