package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.Arrays;

/** The bytes of one HTTP/1.1 head (RFC 9112, 2 to 5). Used again for every request of an event loop. */
final class HeadBytes implements HeadSink {

    private static final String VERSION = " HTTP/1.1\r\n";

    private byte[] bytes = new byte[2048];
    private int length;

    /** Forgets what was written, and begins with a request line. */
    void line(OutgoingRequest request) {
        String query = request.query();
        int target = request.basePath().length() + request.path().length() + (query == null ? 0 : query.length());
        reserve(request.method().length() + target + VERSION.length() + 2);
        length = 0;
        raw(request.method());
        bytes[length++] = ' ';
        target(request.basePath());
        target(request.path());
        if (query != null) {
            bytes[length++] = '?';
            target(query);
        }
        raw(VERSION);
    }

    /** Forgets what was written, and puts the end of content in chunks together (RFC 9112, 7.1.2). */
    void trailers(Fields trailers) {
        length = 0;
        bytes[length++] = '0';
        endLine();
        for (int i = 0; i < trailers.size(); i++) {
            field(trailers.name(i), trailers.value(i));
        }
        end();
    }

    @Override
    public void known(AsciiString name, AsciiString value) {
        reserve(name.length() + value.length() + 4);
        copy(name);
        colon();
        copy(value);
        endLine();
    }

    @Override
    public void field(CharSequence name, CharSequence value) {
        reserve(name.length() + value.length() + 4);
        if (name instanceof AsciiString ascii) {
            copy(ascii);
        } else {
            name(name.toString());
        }
        colon();
        value(value.toString());
        endLine();
    }

    void end() {
        reserve(2);
        endLine();
    }

    int length() {
        return length;
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    private void name(String text) {
        int from = length;
        raw(text);
        for (int i = from; i < length; i++) {
            byte c = bytes[i];
            if (c <= ' ' || c == 0x7F || c == ':') {
                throw new IllegalArgumentException("a character that no field name can have");
            }
        }
    }

    private void value(String text) {
        int from = length;
        raw(text);
        for (int i = from; i < length; i++) {
            byte c = bytes[i];
            if ((c >= 0 && c < ' ' && c != '\t') || c == 0x7F) {
                throw new IllegalArgumentException("a character that no field value can have");
            }
        }
    }

    private void target(String text) {
        int from = length;
        raw(text);
        for (int i = from; i < length; i++) {
            byte c = bytes[i];
            if ((c >= 0 && c <= ' ') || c == 0x7F) {
                throw new IllegalArgumentException("a character that no request target can have");
            }
        }
    }

    /** What came as Latin-1 goes as Latin-1. */
    @SuppressWarnings("deprecation") // the one that copies without encoding
    private void raw(String text) {
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    private void copy(AsciiString text) {
        System.arraycopy(text.array(), text.arrayOffset(), bytes, length, text.length());
        length += text.length();
    }

    private void colon() {
        bytes[length++] = ':';
        bytes[length++] = ' ';
    }

    private void endLine() {
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
