package dev.sluice.validation;

import dev.sluice.exchange.Problem;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Judges one body while it arrives, and keeps none of it. Confined to one thread at a time. */
public interface BodyStream {

    /**
     * Takes the next bytes.
     *
     * @return false once the body is refused, whatever else comes
     */
    boolean feed(Buffer chunk);

    /** Ends the body. @return null when all is well */
    @Nullable
    Problem finish();
}
