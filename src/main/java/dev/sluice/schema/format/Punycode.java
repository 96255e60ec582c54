package dev.sluice.schema.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes labels in the encoding of RFC 3492. */
final class Punycode {

    private static final int BASE = 36;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 26;
    private static final int BIAS = 72;
    /** The first character that is not ASCII. */
    private static final int FIRST = 128;

    private Punycode() {}

    /** @return null when the text is no such encoding */
    static @Nullable String decode(String text) {
        int dash = text.lastIndexOf('-');
        if (dash == 0) {
            return null;
        }
        StringBuilder decoded = new StringBuilder(text.substring(0, Math.max(dash, 0)));
        int point = FIRST;
        int bias = BIAS;
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
                threshold = threshold(k, bias);
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

    /** @param label of a few dozen characters */
    static String encode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder encoded = new StringBuilder();
        label.codePoints().filter(point -> point < FIRST).forEach(encoded::appendCodePoint);
        int basic = encoded.length();
        int handled = basic;
        if (basic > 0) {
            encoded.append('-');
        }
        int point = FIRST;
        int delta = 0;
        int bias = BIAS;
        while (handled < points.length) {
            int from = point;
            int next = Arrays.stream(points).filter(each -> each >= from).min().orElseThrow();
            delta += (next - point) * (handled + 1);
            point = next;
            for (int each : points) {
                delta += each < point ? 1 : 0;
                if (each == point) {
                    append(delta, bias, encoded);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            point++;
        }
        return encoded.toString();
    }

    private static void append(int delta, int bias, StringBuilder encoded) {
        int rest = delta;
        int k = BASE;
        for (int threshold = threshold(k, bias); rest >= threshold; threshold = threshold(k, bias)) {
            encoded.append(letter(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
            k += BASE;
        }
        encoded.append(letter(rest));
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, LOWEST), HIGHEST);
    }

    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
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
