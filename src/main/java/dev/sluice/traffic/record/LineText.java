package dev.sluice.traffic.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of JSON on their way to the file. Confined to one thread. */
final class LineText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[64 * 1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void cut(int to) {
        length = to;
        if (to == 0 && bytes.length > 4 * 1024 * 1024) {
            bytes = new byte[64 * 1024];
        }
    }

    /** As it is: ASCII. */
    @SuppressWarnings("deprecation") // the one that copies ASCII as it is
    LineText raw(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    LineText raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** A string of JSON. What a terminal may take for a command, and half characters, are escaped. */
    LineText text(CharSequence text) {
        int end = text.length();
        room(6 * end + 2);
        bytes[length++] = '"';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                if (c == '"' || c == '\\') {
                    bytes[length++] = '\\';
                }
                bytes[length++] = (byte) c;
            } else if (c < 0xa0 || c == '\u2028' || c == '\u2029') {
                escape(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                encode(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                escape(c);
            } else {
                encode(c);
            }
        }
        bytes[length++] = '"';
        return this;
    }

    private void encode(int point) {
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xe0 | (point >> 12));
            } else {
                bytes[length++] = (byte) (0xf0 | (point >> 18));
                bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        switch (c) {
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[length++] = HEX[(c >> shift) & 0xf];
                }
            }
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
