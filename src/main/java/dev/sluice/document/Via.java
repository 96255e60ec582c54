package dev.sluice.document;

import org.jspecify.annotations.Nullable;

/**
 * A {@code $ref} that was followed.
 *
 * @param at where it stands
 * @param pointer of what holds it, within its document
 * @param outer the one followed before, or null
 */
public record Via(Place at, String pointer, @Nullable Via outer) {

    /** The chain, outermost first, for a fault in a file: pointers, those of other files behind the file's name. */
    public String text(String file) {
        String own = at.file().equals(file) ? pointer : at.file() + "#" + pointer;
        return outer == null ? own : outer.text(file) + " → " + own;
    }
}
