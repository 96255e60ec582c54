package dev.sluice.schema;

/** Judges a string that was read elsewhere. */
interface TextCheck {

    boolean accepts(String text);
}
