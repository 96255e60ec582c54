package dev.sluice.proxy;

import io.netty.util.AsciiString;

/** Takes the fields of a head, one after the other. */
interface HeadSink {

    /** A field that needs no look. */
    void known(AsciiString name, AsciiString value);

    /** @throws IllegalArgumentException when there is a character in it that cannot be sent */
    void field(CharSequence name, CharSequence value);
}
