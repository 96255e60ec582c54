package dev.sluice.edge;

/** Takes the fields of an answer's head, one after the other. */
@FunctionalInterface
interface FieldSink {

    /** @param name a token, as bytes that are ready to be written */
    void field(CharSequence name, CharSequence value);

    /** As {@link #field}, for a value of visible ASCII characters alone: whoever calls it knows that. */
    default void ascii(CharSequence name, String value) {
        field(name, value);
    }
}
