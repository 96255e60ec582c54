package dev.sluice.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A keep-alive connection of HTTP/1.1 with one request at a time. Confined to one thread. */
final class RatedConnection {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int HEAD_END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(LARGEST_ANSWER);
    private long due;

    /** Bytes of head and body together; 0 while the head is incomplete, -1 where chunks end it. */
    private int length;

    RatedConnection(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** When the request was to be sent that is answered now, in the time of {@link System#nanoTime()}. */
    long due() {
        return due;
    }

    void send(ByteBuffer request, long due) throws IOException {
        this.due = due;
        answer.clear();
        length = 0;
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads what there is; the status once the answer is complete, before that 0. */
    int receive() {
        try {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server closed a connection");
            }
            if (!answer.hasRemaining()) {
                throw new IOException("an answer is longer than " + LARGEST_ANSWER + " bytes");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (length == 0) {
            length = lengthOfAll();
        }
        boolean complete = length > 0 ? answer.position() >= length : length < 0 && endsInLastChunk();
        return complete ? (digit(9) * 10 + digit(10)) * 10 + digit(11) : 0;
    }

    private int lengthOfAll() {
        int last = 0;
        for (int i = 0; i < answer.position(); i++) {
            last = last << 8 | (answer.get(i) & 0xff);
            if (last == HEAD_END) {
                return lengthOfBody(i + 1);
            }
        }
        return 0;
    }

    private int lengthOfBody(int head) {
        int contentLength = find("\r\ncontent-length:", head);
        if (contentLength < 0) {
            return find("\r\ntransfer-encoding:", head) < 0 ? head : -1;
        }
        int value = 0;
        for (int i = contentLength; answer.get(i) != '\r'; i++) {
            value = answer.get(i) == ' ' ? value : value * 10 + digit(i);
        }
        return head + value;
    }

    /** Where a field's value begins; -1 where there is none. */
    private int find(String name, int head) {
        for (int start = 0; start + name.length() <= head; start++) {
            int i = 0;
            while (i < name.length() && lower(answer.get(start + i)) == name.charAt(i)) {
                i++;
            }
            if (i == name.length()) {
                return start + i;
            }
        }
        return -1;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    private boolean endsInLastChunk() {
        int start = answer.position() - LAST_CHUNK.length;
        return start > 0 && answer.slice(start, LAST_CHUNK.length).equals(ByteBuffer.wrap(LAST_CHUNK));
    }

    private int digit(int index) {
        int digit = answer.get(index) - '0';
        if (digit < 0 || digit > 9) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "byte %d of an answer is no digit (expected: HTTP/1.1)", index));
        }
        return digit;
    }
}
