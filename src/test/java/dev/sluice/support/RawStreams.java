package dev.sluice.support;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** An end of a connection of HTTP/2 that sends the very frames it is told to (RFC 9113), and confirms nothing by itself. */
public final class RawStreams implements Closeable {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PUSH_PROMISE = 5;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int ACK = 1;
    public static final int END_HEADERS = 4;

    private static final int PATIENCE_MILLIS = 180_000;
    private static final int DEFAULT_WINDOW = 65_535;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(true, 1 << 20);
    /** Read while there was no room to write. */
    private final ArrayDeque<Frame> ahead = new ArrayDeque<>();

    private final Map<Integer, Integer> windows = new HashMap<>();

    /** One frame as it came. */
    @SuppressWarnings("ArrayRecordComponent") // frames are read, not compared
    public record Frame(int type, int flags, int stream, byte[] payload, Http2Headers headers) {

        /** Of RST_STREAM and GOAWAY. */
        public long code() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0) & 0xFFFF_FFFFL;
        }

        public boolean ends() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** An answer, whole. */
    public record Answer(int status, Http2Headers headers, String text, Http2Headers trailers) {

        public String header(String name) {
            CharSequence value = headers.get(name);
            return value == null ? "" : value.toString();
        }
    }

    /** Connects, and says nothing. */
    public RawStreams(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private RawStreams(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** The server's end of a connection, which begins with settings. */
    public static RawStreams accepted(Socket socket, int... settings) throws IOException {
        RawStreams streams = new RawStreams(socket);
        if (streams.in.readNBytes(PREFACE.length()).length < PREFACE.length()) {
            throw new EOFException("no preface");
        }
        return streams.frame(SETTINGS, 0, 0, settings(settings));
    }

    /** Connects, and begins with settings: pairs of an identifier and a value. */
    public static RawStreams open(int port, int... settings) throws IOException {
        RawStreams streams = new RawStreams(port);
        streams.send(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
        streams.frame(SETTINGS, 0, 0, settings(settings));
        return streams;
    }

    public static byte[] settings(int... pairs) {
        ByteBuffer payload = ByteBuffer.allocate(pairs.length / 2 * 6);
        for (int i = 0; i < pairs.length; i += 2) {
            payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
        }
        return payload.array();
    }

    public static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    public RawStreams send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public RawStreams frame(int type, int flags, int stream, byte... payload) throws IOException {
        return send(bytes(type, flags, stream, payload));
    }

    public static byte[] bytes(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** Sends bytes, and gives up when the server has closed. @return false then */
    public boolean offer(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** A head in one frame. */
    public RawStreams head(int stream, boolean end, String... pairs) throws IOException {
        return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(stream, pairs));
    }

    /** PUT of a path, with further fields; its body follows. */
    public RawStreams put(int stream, String path, String... pairs) throws IOException {
        return head(stream, false, with("PUT", path, pairs));
    }

    /** GET of a path. */
    public RawStreams get(int stream, String path, String... pairs) throws IOException {
        return head(stream, true, with("GET", path, pairs));
    }

    public static String[] with(String method, String path, String... pairs) {
        String[] all = new String[8 + pairs.length];
        String[] pseudo = {":method", method, ":scheme", "http", ":authority", "localhost", ":path", path};
        System.arraycopy(pseudo, 0, all, 0, 8);
        System.arraycopy(pairs, 0, all, 8, pairs.length);
        return all;
    }

    public RawStreams data(int stream, boolean end, String text) throws IOException {
        return frame(DATA, end ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body as fast as the server takes it (RFC 9113, 5.2); given up when it answers or resets the stream meanwhile. */
    public RawStreams write(int stream, boolean end, byte[] body) throws IOException {
        for (int at = 0; at < body.length; ) {
            int room = Math.min(16_384, Math.min(window(0), window(stream)));
            if (room <= 0) {
                Frame frame = receive();
                ahead.add(frame);
                if (frame.stream() == stream && (frame.type() == RST_STREAM || frame.ends())) {
                    return this;
                }
                continue;
            }
            int length = Math.min(room, body.length - at);
            boolean last = at + length == body.length;
            windows.merge(0, -length, Integer::sum);
            windows.merge(stream, -length, Integer::sum);
            frame(DATA, end && last ? END_STREAM : 0, stream, Arrays.copyOfRange(body, at, at + length));
            at += length;
        }
        return this;
    }

    private int window(int stream) {
        return DEFAULT_WINDOW + windows.getOrDefault(stream, 0);
    }

    /** The fields as HPACK has them (RFC 7541). */
    public byte[] block(int stream, String... pairs) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        ByteBuf out = Unpooled.buffer();
        try {
            encoder.encodeHeaders(stream, headers, out);
        } catch (Http2Exception e) {
            throw new IllegalArgumentException(e);
        }
        byte[] block = new byte[out.readableBytes()];
        out.readBytes(block);
        return block;
    }

    /** The next frame. @throws EOFException when the server has closed */
    public Frame read() throws IOException {
        Frame frame = ahead.poll();
        return frame == null ? receive() : frame;
    }

    private Frame receive() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & 0x7FFF_FFFF;
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("a frame was cut");
        }
        if (type == WINDOW_UPDATE) {
            windows.merge(stream, ByteBuffer.wrap(payload).getInt(), Integer::sum);
        }
        // each head, wanted or not: HPACK has one state for all
        Http2Headers headers = type == HEADERS ? decode(stream, flags, payload) : new DefaultHttp2Headers();
        return new Frame(type, flags, stream, payload, headers);
    }

    /** The next frame that is wanted; others are passed over. */
    public Frame await(Predicate<Frame> wanted) throws IOException {
        while (true) {
            Frame frame = read();
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    public Frame await(int type) throws IOException {
        return await(frame -> frame.type() == type);
    }

    /** The whole answer of a stream; those of others, which may come first, are kept. */
    public Answer answer(int stream) throws IOException {
        List<Frame> others = new ArrayList<>();
        try {
            return answer(stream, others);
        } finally {
            for (int i = others.size() - 1; i >= 0; i--) {
                ahead.addFirst(others.get(i));
            }
        }
    }

    private Answer answer(int stream, List<Frame> others) throws IOException {
        Http2Headers head = null;
        Http2Headers trailers = new DefaultHttp2Headers();
        StringBuilder text = new StringBuilder();
        while (true) {
            Frame frame = await(next -> next.stream() != 0 && next.type() != WINDOW_UPDATE);
            if (frame.stream() != stream) {
                others.add(frame);
                continue;
            }
            if (frame.type() == RST_STREAM) {
                throw new EOFException("reset: " + frame.code());
            }
            if (frame.type() == HEADERS) {
                if (head == null || "103".contentEquals(head.status())) {
                    head = frame.headers();
                } else {
                    trailers = frame.headers();
                }
            } else if (frame.type() == DATA) {
                text.append(frame.text());
            }
            if (frame.ends() || (head != null && "100".contentEquals(head.status()))) {
                int status = head == null ? 0 : Integer.parseInt(head.status().toString());
                return new Answer(status, head == null ? new DefaultHttp2Headers() : head, text.toString(), trailers);
            }
        }
    }

    private Http2Headers decode(int stream, int flags, byte[] payload) {
        try {
            // a priority may stand in front
            int start = (flags & 0x20) == 0 ? 0 : 5;
            return decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload, start, payload.length - start));
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What ends the connection: the code of its GOAWAY, or -1 when it is closed without one. */
    public long end() throws IOException {
        long code = -1;
        try {
            while (true) {
                Frame frame = read();
                if (frame.type() == GOAWAY) {
                    code = frame.code();
                }
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("still open", open);
        } catch (IOException closed) {
            return code;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
