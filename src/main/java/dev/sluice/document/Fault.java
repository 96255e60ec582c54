package dev.sluice.document;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a document.
 *
 * @param pointer JSON pointer of the value within its document ({@code ""} for the whole)
 * @param message what is wrong, and what was expected
 * @param via the chain of {@code $ref} that led here, outermost first, or null
 */
public record Fault(
        Place place,
        String pointer,
        String message,
        @Nullable String via) {

    /** The same fault, to which references led. */
    public Fault through(Via chain) {
        return new Fault(place, pointer, message, chain.text(place.file()));
    }

    @Override
    public String toString() {
        return place + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message
                + (via == null ? "" : " (via " + via + ")");
    }
}
