package dev.sluice.edge;

/** Takes the fields of an answer's head, one after the other. */
@FunctionalInterface
interface FieldSink {

    /** @param name a token, as bytes that are ready to be written */
    void field(CharSequence name, CharSequence value);
}
