package dev.sluice.schema.format;

import org.jspecify.annotations.Nullable;

/** Reads labels in the encoding of RFC 3492. */
final class Punycode {

    private static final int BASE = 36;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 26;

    private Punycode() {}

    /** @return null when the text is no such encoding */
    static @Nullable String decode(String text) {
        int dash = text.lastIndexOf('-');
        if (dash == 0) {
            return null;
        }
        StringBuilder decoded = new StringBuilder(text.substring(0, Math.max(dash, 0)));
        int point = 128;
        int bias = 72;
        int i = 0;
        int at = dash + 1;
        while (at < text.length()) {
            int before = i;
            int weight = 1;
            int threshold;
            int digit;
            int k = BASE;
            do {
                digit = at < text.length() ? digit(text.charAt(at++)) : -1;
                long next = i + (long) digit * weight;
                threshold = Math.min(Math.max(k - bias, LOWEST), HIGHEST);
                long nextWeight = (long) weight * (BASE - threshold);
                if (digit < 0 || next > Integer.MAX_VALUE || nextWeight > Integer.MAX_VALUE) {
                    return null;
                }
                i = (int) next;
                weight = (int) nextWeight;
                k += BASE;
            } while (digit >= threshold);
            int length = decoded.codePointCount(0, decoded.length()) + 1;
            bias = adapted(i - before, length, before == 0);
            point += i / length;
            i %= length;
            if (!Character.isValidCodePoint(point)) {
                return null;
            }
            decoded.insert(decoded.offsetByCodePoints(0, i++), Character.toString(point));
        }
        return decoded.toString();
    }

    private static int digit(char c) {
        return Character.isLetter(c) ? (c | 0x20) - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }

    private static int adapted(int delta, int length, boolean first) {
        int rest = delta / (first ? 700 : 2);
        rest += rest / length;
        int k = 0;
        while (rest > (BASE - LOWEST) * HIGHEST / 2) {
            rest /= BASE - LOWEST;
            k += BASE;
        }
        return k + (BASE - LOWEST + 1) * rest / (rest + 38);
    }
}
