package dev.sluice.edge;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one HTTP/1.1 answer (RFC 9112, 3 to 6). Used again for every answer of an event loop.
 */
final class AnswerBytes implements FieldSink {

    private static final int STATUSES = 1000;
    private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] @Nullable [] statusLines = new byte[STATUSES][];
    private byte[] bytes = new byte[2048];
    private int length;

    /** Forgets what was written, and begins with a status line. */
    void begin(HttpResponseStatus status) {
        length = 0;
        append(line(status));
    }

    private byte[] line(HttpResponseStatus status) {
        int code = status.code();
        byte[] known = statusLines[code];
        if (known == null) {
            known = ("HTTP/1.1 " + code + ' ' + status.reasonPhrase() + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            statusLines[code] = known;
        }
        return known;
    }

    /** @throws IllegalArgumentException when the value has a character that would end the field, or cannot be sent */
    @Override
    public void field(CharSequence name, CharSequence value) {
        reserve(name.length() + value.length() + 4);
        text(name);
        bytes[length++] = ':';
        bytes[length++] = ' ';
        text(value);
        endLine();
    }

    @Override
    @SuppressWarnings("deprecation") // it copies the low bytes, which are all that ASCII has
    public void ascii(CharSequence name, String value) {
        reserve(name.length() + value.length() + 4);
        text(name);
        bytes[length++] = ':';
        bytes[length++] = ' ';
        value.getBytes(0, value.length(), bytes, length);
        length += value.length();
        endLine();
    }

    /** Ends the head, which says how long the body is. */
    void end(int bodyLength) {
        append(LENGTH);
        reserve(14);
        digits(bodyLength);
        endLine();
        endLine();
    }

    void body(ByteBuf body) {
        int size = body.readableBytes();
        reserve(size);
        body.getBytes(body.readerIndex(), bytes, length, size);
        length += size;
    }

    int length() {
        return length;
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    private void text(CharSequence text) {
        if (text instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, length, ascii.length());
            length += ascii.length();
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException(
                        "character " + (int) c + " in a header (expected: a visible one of Latin-1)");
            }
            bytes[length++] = (byte) c;
        }
    }

    private void digits(int number) {
        int end = length + 1;
        for (int rest = number; rest > 9; rest /= 10) {
            end++;
        }
        int rest = number;
        for (int i = end - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
    }

    private void endLine() {
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    private void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
