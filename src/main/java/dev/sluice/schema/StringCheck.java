package dev.sluice.schema;

/** Judges a string by its bytes. */
interface StringCheck {

    /** @param in has just found the string between {@code start} and {@code stop}, its quotes not included */
    boolean accepts(JsonScanner in, int start, int stop);
}
