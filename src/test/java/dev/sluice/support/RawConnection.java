package dev.sluice.support;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends the very bytes it is told to: what no HTTP library would let through. */
public final class RawConnection implements Closeable {

    private static final int PATIENCE_MILLIS = 180_000;

    private final Socket socket;
    private final InputStream in;
    private final List<String> trailers = new ArrayList<>();

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One answer as it came. */
    public record Answer(int status, Map<String, List<String>> headers, String text) {

        /** @return the only value of the header, or "" */
        public String header(String name) {
            List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            if (values.size() > 1) {
                throw new AssertionError(name + " stands there " + values.size() + " times");
            }
            return values.isEmpty() ? "" : values.get(0);
        }
    }

    /** Sends text as ISO 8859-1, line ends as they are. */
    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads one answer, a 1xx one too. */
    public Answer read() throws IOException {
        Answer head = readHead();
        int length = Integer.parseInt(
                head.headers().getOrDefault("content-length", List.of("0")).get(0));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer was cut");
        }
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /** Reads one answer, be it in chunks or as long as the connection is; hints (103) before it are passed over. */
    public Answer readWhole() throws IOException {
        Answer head = readHead();
        while (head.status() == 103) {
            head = readHead();
        }
        boolean empty = head.status() == 204 || head.status() == 304;
        if (empty || head.headers().containsKey("content-length")) {
            int length = empty ? 0 : Integer.parseInt(head.header("content-length"));
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("the answer was cut");
            }
            return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
        }
        if (!head.header("transfer-encoding").equals("chunked")) {
            return new Answer(head.status(), head.headers(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            byte[] piece = in.readNBytes(size);
            if (piece.length < size) {
                throw new EOFException("the answer was cut");
            }
            body.append(new String(piece, StandardCharsets.UTF_8));
            line();
        }
        line();
        return new Answer(head.status(), head.headers(), body.toString());
    }

    /** Reads the head of an answer: all there is of one to HEAD. */
    public Answer readHead() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status[1]), headers, "");
    }

    /** Reads what comes, until that ends with a text. */
    public String readUntil(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.length() < end.length() || read.indexOf(end, read.length() - end.length()) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("closed after: " + read);
            }
            read.append((char) c);
        }
        return read.toString();
    }

    /** What comes, as it comes. */
    public InputStream in() {
        return in;
    }

    /** The next chunk of a body; empty at its end, behind which trailers stand. */
    public String readChunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        if (size == 0) {
            for (String line = line(); !line.isEmpty(); line = line()) {
                trailers.add(line);
            }
            return "";
        }
        byte[] chunk = in.readNBytes(size);
        if (chunk.length < size || !line().isEmpty()) {
            throw new EOFException("the chunk was cut");
        }
        return new String(chunk, StandardCharsets.ISO_8859_1);
    }

    /** What is left of a body in chunks. */
    public String readChunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (String chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
            body.append(chunk);
        }
        return body.toString();
    }

    /** Lines behind the last body in chunks. */
    public List<String> trailers() {
        return trailers;
    }

    /** Sends as much as the server still takes: it may have closed the connection. */
    public RawConnection offer(String text) {
        try {
            return send(text);
        } catch (IOException closed) {
            return this;
        }
    }

    /** Whether the server closes the connection (within the client's patience) without another byte. */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
