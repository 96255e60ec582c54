package dev.sluice.mock;

import io.vertx.core.buffer.Buffer;

/** Texts that are certainly no JSON. */
final class MalformedJson {

    private static final byte COMMA = ',';

    private MalformedJson() {}

    /**
     * A copy of as many bytes, in which a comma takes the place of the bracket or quote that ends the text: no JSON text
     * ends with a comma. What ends otherwise (a number, a literal) begins with a comma: some parsers read no further than
     * such a value goes.
     *
     * @param text with a byte at least
     */
    static Buffer of(Buffer text) {
        Buffer copy = text.copy();
        int last = copy.length() - 1;
        while (last > 0 && isSpace(copy.getByte(last))) {
            last--;
        }
        byte end = copy.getByte(last);
        return copy.setByte(end == '}' || end == ']' || end == '"' ? last : 0, COMMA);
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }
}
