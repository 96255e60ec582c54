package dev.sluice.edge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** JSON text that is being written, as UTF-8. Can be used again. */
final class JsonBytes {

    private static final int USUAL = 1024;

    private byte[] bytes = new byte[USUAL];
    private int length;

    /** Begins anew. */
    void clear() {
        length = 0;
        if (bytes.length > 64 * USUAL) {
            bytes = new byte[USUAL];
        }
    }

    /** Text that is JSON already. */
    void json(Buffer text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    void number(int number) {
        String digits = Integer.toString(number);
        reserve(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            bytes[length++] = (byte) digits.charAt(i);
        }
    }

    void symbol(char symbol) {
        reserve(1);
        bytes[length++] = (byte) symbol;
    }

    /** A string. Nearly every one is ASCII that JSON writes as it is: that is found out while it is copied. */
    void string(String text) {
        reserve(text.length() + 2);
        int start = length;
        int end = start + 1;
        bytes[start] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                escaped(text);
                return;
            }
            bytes[end++] = (byte) c;
        }
        bytes[end] = '"';
        length = end + 1;
    }

    private void escaped(String text) {
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        reserve(quoted.length + 2);
        bytes[length++] = '"';
        System.arraycopy(quoted, 0, bytes, length, quoted.length);
        length += quoted.length;
        bytes[length++] = '"';
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** A copy. */
    Buffer buffer() {
        return Buffer.buffer(length).appendBytes(bytes, 0, length);
    }
}
