package dev.sluice.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds the tokens of a strict JSON text (RFC 8259 in UTF-8) by position. Every method takes the position where a token
 * begins and returns the one behind it, or {@link #FAIL} when there is no such token; {@link #fault} then says why.
 * Both evaluators read through it, so that they agree on what JSON is. Confined to one call.
 */
final class JsonScanner {

    static final int FAIL = -1;
    /** How deep arrays and objects may be nested. */
    static final int MAX_DEPTH = 128;
    /** How many characters a number may have: parsing them takes quadratic time. */
    static final int MAX_NUMBER = 1_000;
    /** Integers of up to so many digits are sure to fit a long. */
    static final int LONG_DIGITS = 18;
    /** Keeps every scale within an int, whatever the fraction's length. */
    private static final int MAX_EXPONENT = 999_999_999;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;

    final byte[] json;
    final int from;
    final int end;

    /** Of the last string: whether it is ASCII without escapes, so that its bytes are its characters. */
    boolean plain;
    /** Of the last string: its length in code points. */
    int codePoints;

    private int faultAt = FAIL;
    private String expected = "";

    JsonScanner(byte[] json, int from, int end) {
        this.json = json;
        this.from = from;
        this.end = end;
    }

    /** Remembers the first fault. */
    int fail(int at, String expectation) {
        if (faultAt < 0) {
            faultAt = at;
            expected = expectation;
        }
        return FAIL;
    }

    /** What was expected where, after a failure. */
    String fault() {
        return fault(0);
    }

    /** @param origin where the first byte is in the text */
    String fault(long origin) {
        return "expected " + expected + " at byte " + (origin + faultOffset());
    }

    int faultOffset() {
        return Math.max(faultAt, from) - from;
    }

    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Skips white space; never fails, and leaves a failure as it is. */
    int space(int p) {
        return p < 0 || p >= end || json[p] > ' ' ? p : spaces(p);
    }

    private int spaces(int p) {
        int q = p;
        while (q < end && (json[q] == ' ' || json[q] == '\n' || json[q] == '\r' || json[q] == '\t')) {
            q++;
        }
        return q;
    }

    /** @param literal {@code true}, {@code false} or {@code null} in ASCII */
    int literal(int p, byte[] literal) {
        if (end - p < literal.length) {
            return fail(p, "a JSON value");
        }
        for (int i = 0; i < literal.length; i++) {
            if (json[p + i] != literal[i]) {
                return fail(p, "a JSON value");
            }
        }
        return p + literal.length;
    }

    /** @param p behind the opening quote */
    int string(int p) {
        int q = p;
        while (q + Long.BYTES <= end) {
            long special = special(word(json, q));
            if (special != 0) {
                return stringEnd(p, q + (Long.numberOfTrailingZeros(special) >>> 3));
            }
            q += Long.BYTES;
        }
        while (q < end && json[q] >= ' ' && json[q] != '"' && json[q] != '\\') {
            q++;
        }
        return stringEnd(p, q);
    }

    /** The high bit of the first byte that is a quote, a backslash, a control character or not ASCII. */
    private static long special(long word) {
        long quotes = (word ^ (ONES * '"')) - ONES;
        long escapes = (word ^ (ONES * '\\')) - ONES;
        long controls = word - ONES * ' ';
        return (quotes | escapes | controls | word) & HIGHS;
    }

    private int stringEnd(int p, int q) {
        if (q < end && json[q] == '"') {
            plain = true;
            codePoints = q - p;
            return q + 1;
        }
        return encodedString(q, q - p);
    }

    private int encodedString(int start, int counted) {
        plain = false;
        int count = counted;
        int p = start;
        while (p < end) {
            int b = json[p];
            if (b == '"') {
                codePoints = count;
                return p + 1;
            }
            if (b == '\\') {
                p = escape(p);
            } else if (b >= ' ') {
                p++;
            } else if (b < 0) {
                p = encoded(p);
            } else {
                return fail(p, "no control character in a string");
            }
            if (p < 0) {
                return FAIL;
            }
            count++;
        }
        return fail(end, "the closing quote of a string");
    }

    /** One code point beyond ASCII (RFC 3629: shortest form, no surrogates, up to U+10FFFF). */
    private int encoded(int p) {
        int lead = json[p] & 0xFF;
        int more = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        if (more == 0 || end - p <= more) {
            return fail(p, "UTF-8");
        }
        int second = json[p + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return fail(p, "UTF-8");
        }
        for (int i = 2; i <= more; i++) {
            if ((json[p + i] & 0xC0) != 0x80) {
                return fail(p, "UTF-8");
            }
        }
        return p + more + 1;
    }

    private int escape(int p) {
        int b = p + 1 < end ? json[p + 1] : FAIL;
        if (b == 'u') {
            return unicodeEscape(p);
        }
        boolean known = b == '"' || b == '\\' || b == '/' || b == 'b' || b == 'f' || b == 'n' || b == 'r' || b == 't';
        return known ? p + 2 : fail(p, "an escape of JSON");
    }

    private int unicodeEscape(int p) {
        int unit = hex(p + 2);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return fail(p, "an escaped Unicode character");
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return p + 6;
        }
        boolean paired = p + 7 < end && json[p + 6] == '\\' && json[p + 7] == 'u';
        int low = paired ? hex(p + 8) : FAIL;
        return low >= 0 && Character.isLowSurrogate((char) low)
                ? p + 12
                : fail(p, "an escaped surrogate followed by its other half");
    }

    private int hex(int p) {
        if (end - p < 4) {
            return FAIL;
        }
        int value = 0;
        for (int i = p; i < p + 4; i++) {
            int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
            if (digit < 0) {
                return FAIL;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    int number(int p) {
        int q = p < end && json[p] == '-' ? p + 1 : p;
        int whole = digits(q);
        if (whole == q || (json[q] == '0' && whole > q + 1)) {
            return fail(q, q == p ? "a JSON value" : "a number");
        }
        q = whole;
        if (q < end && json[q] == '.') {
            int fraction = digits(q + 1);
            if (fraction == q + 1) {
                return fail(fraction, "a digit");
            }
            q = fraction;
        }
        if (q < end && (json[q] | 0x20) == 'e') {
            q = exponent(q + 1);
        }
        return q >= 0 && q - p > MAX_NUMBER ? fail(p, "a number of at most " + MAX_NUMBER + " characters") : q;
    }

    private int exponent(int p) {
        int q = p < end && (json[p] == '+' || json[p] == '-') ? p + 1 : p;
        int stop = digits(q);
        if (stop == q) {
            return fail(q, "a digit");
        }
        long value = 0;
        for (int i = q; i < stop && value <= MAX_EXPONENT; i++) {
            value = value * 10 + json[i] - '0';
        }
        return value > MAX_EXPONENT ? fail(q, "an exponent of at most " + MAX_EXPONENT) : stop;
    }

    private int digits(int p) {
        int q = p;
        while (q < end && json[q] >= '0' && json[q] <= '9') {
            q++;
        }
        return q;
    }

    /** The value of a number that was found; exact and never expanded. */
    BigDecimal decimal(int start, int stop) {
        int first = json[start] == '-' ? start + 1 : start;
        long value = 0;
        int p = first;
        while (p < stop && p - first < LONG_DIGITS && json[p] >= '0' && json[p] <= '9') {
            value = value * 10 + json[p++] - '0';
        }
        return p == stop
                ? BigDecimal.valueOf(first == start ? value : -value)
                : new BigDecimal(new String(json, start, stop - start, StandardCharsets.ISO_8859_1));
    }

    /** The characters of a string that was found, without its quotes. */
    String text(int start, int stop) {
        int p = start;
        while (p < stop && json[p] != '\\') {
            p++;
        }
        return p == stop ? new String(json, start, stop - start, StandardCharsets.UTF_8) : unescaped(start, stop);
    }

    boolean isEscaped(int start, int stop) {
        for (int i = start; i < stop; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private String unescaped(int start, int stop) {
        StringBuilder text = new StringBuilder(stop - start);
        int run = start;
        int p = start;
        while (p < stop) {
            if (json[p] != '\\') {
                p++;
                continue;
            }
            text.append(new String(json, run, p - run, StandardCharsets.UTF_8));
            boolean unicode = json[p + 1] == 'u';
            text.append(unicode ? (char) hex(p + 2) : unescaped(json[p + 1]));
            p += unicode ? 6 : 2;
            run = p;
        }
        return text.append(new String(json, run, stop - run, StandardCharsets.UTF_8))
                .toString();
    }

    private static char unescaped(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escape;
        };
    }
}
