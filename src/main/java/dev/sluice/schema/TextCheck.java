package dev.sluice.schema;

/** Judges a string that was read elsewhere. */
interface TextCheck {

    boolean accepts(String text);

    /** Whether a text with a character that a request could have encoded, or decoded, is never accepted. */
    default boolean isVerbatim() {
        return false;
    }
}
