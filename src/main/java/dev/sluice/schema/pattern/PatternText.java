package dev.sluice.schema.pattern;

import java.util.regex.Pattern;

/** The text of a regular expression and how far it has been read. */
final class PatternText {

    private static final Pattern COUNT = Pattern.compile("\\{\\d+(,\\d*)?}");

    private final String text;
    private int at;

    PatternText(String text) {
        this.text = text;
    }

    PatternException problem(String problem) {
        return new PatternException(problem, at);
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The next code point, or -1. */
    int peek() {
        return atEnd() ? -1 : text.codePointAt(at);
    }

    int next() throws PatternException {
        if (atEnd()) {
            throw problem("unexpected end");
        }
        int point = text.codePointAt(at);
        at += Character.charCount(point);
        return point;
    }

    boolean skip(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    boolean skip(String wanted) {
        boolean there = text.startsWith(wanted, at);
        at += there ? wanted.length() : 0;
        return there;
    }

    /** A brace that begins no count stands for itself (ECMA-262, Annex B). */
    boolean isCount() {
        return peek() == '{' && COUNT.matcher(text).region(at, text.length()).lookingAt();
    }

    int number() {
        long value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = Math.min(value * 10 + peek() - '0', Term.Repeat.UNLIMITED - 1);
            at++;
        }
        return (int) value;
    }

    String until(char stop) throws PatternException {
        int found = text.indexOf(stop, at);
        if (found < 0) {
            throw problem("expected " + stop);
        }
        String part = text.substring(at, found);
        at = found + 1;
        return part;
    }

    /** @return -1 when no escaped low surrogate comes next; nothing is read then */
    int lowSurrogate() {
        int start = at;
        int unit = skip("\\u") ? hex(4) : -1;
        if (unit >= 0 && Character.isLowSurrogate((char) unit)) {
            return unit;
        }
        at = start;
        return -1;
    }

    /** @return -1 when there are no such hexadecimal digits; nothing is read then */
    int hex(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        at += digits;
        return value;
    }
}
