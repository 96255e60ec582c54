package dev.sluice.traffic.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads strict JSON text from bytes, value by value, and makes no tree. Text outside ASCII is passed on as it is. Used
 * again for one line after the other; confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonCursor {

    private static final int DEEPEST = 1000;
    private static final int LONGEST_NUMBER = 64;

    private final KnownNames names = new KnownNames();
    private byte[] text = {};
    private int at;
    private int end;
    private byte[] unescaped = {};
    private int unescapedEnd;

    void reset(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        end = to;
    }

    int offset() {
        return at;
    }

    MalformedLineException wrong(String expected) {
        return wrong(at, expected);
    }

    static MalformedLineException wrong(int offset, String expected) {
        return new MalformedLineException(offset, "expected " + expected);
    }

    /** The first byte of the next value or sign, not taken; 0 at the end. */
    byte peek() {
        while (at < end) {
            byte c = text[at];
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return c;
            }
            at++;
        }
        return 0;
    }

    /** Nothing may follow. */
    void finish() throws MalformedLineException {
        if (peek() != 0 || at < end) {
            throw wrong("nothing more on the line");
        }
    }

    void open(char bracket, String expected) throws MalformedLineException {
        if (peek() != bracket) {
            throw wrong(expected);
        }
        at++;
    }

    /** @return null behind the last member */
    @Nullable
    String member(boolean first) throws MalformedLineException {
        byte c = peek();
        if (c == '}') {
            at++;
            return null;
        }
        if (!first) {
            if (c != ',') {
                throw wrong("',' or '}'");
            }
            at++;
            c = peek();
        }
        if (c != '"') {
            throw wrong("a member's name");
        }
        String name = name();
        if (peek() != ':') {
            throw wrong("':'");
        }
        at++;
        return name;
    }

    /** Whether another item begins here. */
    boolean item(boolean first) throws MalformedLineException {
        byte c = peek();
        if (c == ']') {
            at++;
            return false;
        }
        if (!first) {
            if (c != ',') {
                throw wrong("',' or ']'");
            }
            at++;
        }
        return true;
    }

    /** A name that was met before is the same string. */
    private String name() throws MalformedLineException {
        int from = at + 1;
        int p = from;
        int hash = 0;
        while (p < end && text[p] >= ' ' && text[p] != '"' && text[p] != '\\') {
            hash = 31 * hash + text[p];
            p++;
        }
        if (p < end && text[p] == '"') {
            at = p + 1;
            return names.find(text, from, p, hash);
        }
        return string("a member's name");
    }

    String string(String expected) throws MalformedLineException {
        if (peek() != '"') {
            throw wrong(expected);
        }
        int from = at + 1;
        int p = from;
        while (p < end && text[p] >= ' ' && text[p] != '"' && text[p] != '\\') {
            p++;
        }
        if (p < end && text[p] == '"') {
            at = p + 1;
            return new String(text, from, p - from, StandardCharsets.ISO_8859_1);
        }
        byte[] bytes = bytes(expected);
        return new String(bytes, 0, unescapedEnd, StandardCharsets.UTF_8);
    }

    /** The UTF-8 of a string: up to {@link #length} of what is returned, which nobody else writes to. */
    byte[] bytes(String expected) throws MalformedLineException {
        if (peek() != '"') {
            throw wrong(expected);
        }
        int from = at + 1;
        int close = close(from);
        // no escape is shorter than what it stands for
        byte[] bytes = new byte[close - from];
        unescaped = bytes;
        int out = 0;
        int p = from;
        while (p < close) {
            byte c = text[p];
            if (c != '\\') {
                bytes[out++] = c;
                p++;
            } else if (text[p + 1] == 'u') {
                unescapedEnd = out;
                p = hexadecimal(p, close);
                out = unescapedEnd;
            } else {
                bytes[out++] = single(p + 1);
                p += 2;
            }
        }
        unescapedEnd = out;
        at = close + 1;
        return bytes;
    }

    /** How many bytes the last string has. */
    int length() {
        return unescapedEnd;
    }

    private int close(int from) throws MalformedLineException {
        int p = from;
        while (p < end) {
            byte c = text[p];
            if (c == '"') {
                return p;
            }
            if (c == '\\') {
                p++;
            } else if (c >= 0 && c < ' ') {
                throw wrong(p, "an escape in place of a control character");
            }
            p++;
        }
        throw wrong(end, "the end of a string");
    }

    private byte single(int p) throws MalformedLineException {
        return switch (text[p]) {
            case '"', '\\', '/' -> text[p];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw wrong(p, "one of \" \\ / b f n r t u behind a backslash");
        };
    }

    /** @return behind the escape, or behind both of a pair */
    private int hexadecimal(int p, int close) throws MalformedLineException {
        int code = digits(p + 2, close);
        if (Character.isSurrogate((char) code)) {
            boolean paired = Character.isHighSurrogate((char) code)
                    && p + 7 < close
                    && text[p + 6] == '\\'
                    && text[p + 7] == 'u';
            int low = paired ? digits(p + 8, close) : 0;
            if (!paired || !Character.isLowSurrogate((char) low)) {
                throw wrong(p, "a whole surrogate pair");
            }
            write(Character.toCodePoint((char) code, (char) low));
            return p + 12;
        }
        write(code);
        return p + 6;
    }

    private int digits(int from, int close) throws MalformedLineException {
        int code = 0;
        for (int p = from; p < from + 4; p++) {
            int digit = p < close ? digit(text[p]) : -1;
            if (digit < 0) {
                throw wrong(p, "four hexadecimal digits");
            }
            code = 16 * code + digit;
        }
        return code;
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private void write(int code) {
        int out = unescapedEnd;
        if (code < 0x80) {
            unescaped[out++] = (byte) code;
        } else if (code < 0x800) {
            unescaped[out++] = (byte) (0xC0 | code >> 6);
            unescaped[out++] = (byte) (0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            unescaped[out++] = (byte) (0xE0 | code >> 12);
            unescaped[out++] = (byte) (0x80 | (code >> 6 & 0x3F));
            unescaped[out++] = (byte) (0x80 | (code & 0x3F));
        } else {
            unescaped[out++] = (byte) (0xF0 | code >> 18);
            unescaped[out++] = (byte) (0x80 | (code >> 12 & 0x3F));
            unescaped[out++] = (byte) (0x80 | (code >> 6 & 0x3F));
            unescaped[out++] = (byte) (0x80 | (code & 0x3F));
        }
        unescapedEnd = out;
    }

    /** Whether the next value is null, which is taken then. */
    boolean skipsNull() throws MalformedLineException {
        if (peek() != 'n') {
            return false;
        }
        word("null");
        return true;
    }

    double number(String expected) throws MalformedLineException {
        byte c = peek();
        int from = at;
        if (c != '-' && (c < '0' || c > '9')) {
            throw wrong(expected);
        }
        skipNumber();
        try {
            return at - from > LONGEST_NUMBER
                    ? Double.NaN
                    : Double.parseDouble(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            throw wrong(from, expected);
        }
    }

    /** A number from 0 without a fraction. */
    long count(String expected) throws MalformedLineException {
        peek();
        int from = at;
        long value = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9' && at - from < 18) {
            value = 10 * value + text[at] - '0';
            at++;
        }
        boolean more = at < end && (text[at] == '.' || text[at] == 'e' || text[at] == 'E' || isDigit(text[at]));
        if (at == from || more || (text[from] == '0' && at - from > 1)) {
            throw wrong(from, expected);
        }
        return value;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** Passes one value of any kind, however deep. */
    void skip() throws MalformedLineException {
        // a bit for each open bracket: whether it is an object's
        boolean[] objects = new boolean[8];
        int depth = 0;
        boolean first = false;
        while (true) {
            byte c = peek();
            if (c == '{' || c == '[') {
                if (depth == DEEPEST) {
                    throw wrong("at most " + DEEPEST + " levels");
                }
                at++;
                if (depth == objects.length) {
                    objects = java.util.Arrays.copyOf(objects, 2 * depth);
                }
                objects[depth++] = c == '{';
                first = true;
            } else {
                scalar(c);
            }
            boolean open = false;
            while (depth > 0 && !open) {
                open = objects[depth - 1] ? member(first) != null : item(first);
                first = false;
                depth -= open ? 0 : 1;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private void scalar(byte c) throws MalformedLineException {
        switch (c) {
            case '"' -> at = close(at + 1) + 1;
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> skipNumber();
        }
    }

    private void skipNumber() throws MalformedLineException {
        int from = at;
        at += at < end && text[at] == '-' ? 1 : 0;
        int whole = at;
        skipDigits();
        boolean right = at > whole && (text[whole] != '0' || at == whole + 1);
        if (right && at < end && text[at] == '.') {
            int fraction = ++at;
            skipDigits();
            right = at > fraction;
        }
        if (right && at < end && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            at += at < end && (text[at] == '+' || text[at] == '-') ? 1 : 0;
            int exponent = at;
            skipDigits();
            right = at > exponent;
        }
        if (!right) {
            throw wrong(from, "a JSON value");
        }
    }

    private void skipDigits() {
        while (at < end && isDigit(text[at])) {
            at++;
        }
    }

    private void word(String word) throws MalformedLineException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || text[at + i] != word.charAt(i)) {
                throw wrong("a JSON value");
            }
        }
        at += word.length();
    }
}
