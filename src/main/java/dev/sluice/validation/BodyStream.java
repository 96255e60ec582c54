package dev.sluice.validation;

import dev.sluice.exchange.Problem;
import org.jspecify.annotations.Nullable;

/** Judges one body while it arrives, and keeps none of it. Confined to one thread at a time. */
public interface BodyStream {

    /**
     * Takes the next bytes.
     *
     * @param from inclusive
     * @param to exclusive
     * @return false once the body is refused, whatever else comes
     */
    boolean feed(byte[] bytes, int from, int to);

    /** Ends the body. @return null when all is well */
    @Nullable
    Problem finish();
}
