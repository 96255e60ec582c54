package dev.sluice.validation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes percent-encoded text, once, into strict UTF-8 (RFC 3986, 2.1). */
final class PercentEncoding {

    private PercentEncoding() {}

    /**
     * @param plusIsSpace as in a query
     * @return the same text where nothing is encoded; null when it is malformed
     */
    static @Nullable String decode(String text, boolean plusIsSpace) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || (c == '+' && plusIsSpace) || c > '~' || c < ' ') {
                return decodeFrom(i, text, plusIsSpace);
            }
        }
        return text;
    }

    private static @Nullable String decodeFrom(int first, String text, boolean plusIsSpace) {
        byte[] bytes = new byte[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i >= first && (c > '~' || c < ' ')) {
                return null;
            }
            int octet = c == '+' && plusIsSpace ? ' ' : c;
            if (c == '%') {
                octet = octet(text, i);
                i += 2;
            }
            if (octet < 0) {
                return null;
            }
            bytes[count++] = (byte) octet;
        }
        return Charsets.decode(bytes, 0, count, StandardCharsets.UTF_8);
    }

    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int digit(char c) {
        return c > 'f' ? -1 : Character.digit(c, 16);
    }
}
