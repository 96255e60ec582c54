package dev.sluice.contract;

import java.nio.charset.StandardCharsets;

/**
 * One spelling for equivalent paths: percent-encoded unreserved characters are decoded, hexadecimal digits upper case.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986, 6.2.2</a>
 */
final class PercentEncoding {

    private static final String DIGITS = "0123456789ABCDEF";
    private static final String PATH_EXTRA = "-._~!$&'()*+,;=:@/";

    private PercentEncoding() {}

    /** @return the path in its one spelling; the same text when a percent sign does not begin an encoded byte */
    static String normalise(String path) {
        int percent = path.indexOf('%');
        if (percent < 0) {
            return path;
        }
        StringBuilder text = new StringBuilder(path.length()).append(path, 0, percent);
        for (int i = percent; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            int octet = octet(path, i);
            if (octet < 0) {
                return path;
            }
            append(text, octet);
            i += 2;
        }
        return text.toString();
    }

    /** A contract's literal text as a request spells it: what a path cannot hold is encoded. */
    static String literal(String text) {
        StringBuilder path = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (isUnreserved(c) || PATH_EXTRA.indexOf(c) >= 0 || c == '%') {
                path.append(c);
            } else {
                append(path, c);
            }
        }
        return normalise(path.toString());
    }

    private static void append(StringBuilder text, int octet) {
        if (isUnreserved(octet)) {
            text.append((char) octet);
        } else {
            text.append('%').append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 15));
        }
    }

    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int digit(char c) {
        // not Character.digit: it takes the digits of other scripts too
        return c > 'f' ? -1 : DIGITS.indexOf(c >= 'a' ? c - 32 : c);
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
