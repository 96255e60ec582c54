package dev.sluice.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sends the very bytes it is told to, and does to its sockets what no server should. */
final class RawUpstream implements AutoCloseable {

    /** What it does with a request whose head it has read. */
    @FunctionalInterface
    interface Play {

        void play(Line line, Request request) throws IOException, InterruptedException;
    }

    /** @param body whether there is one that has not been read */
    record Request(String method, String target, String fields, boolean body) {

        String last() {
            return target.substring(target.lastIndexOf('/') + 1);
        }
    }

    /** One connection. */
    static final class Line {

        private final Socket socket;
        private final InputStream in;
        private final StringBuilder trailers = new StringBuilder();

        Line(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        Line send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        }

        /** Until the other side closes. */
        void hang() throws IOException {
            while (in.read() >= 0) {
                // what comes is of no interest
            }
        }

        InputStream in() {
            return in;
        }

        /** Behind the last body in chunks. */
        String trailers() {
            return trailers.toString();
        }

        OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        /** @return whether the other side is still there after so long */
        boolean waits(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                return in.read() >= 0;
            } catch (SocketTimeoutException stillThere) {
                return true;
            } finally {
                socket.setSoTimeout(0);
            }
        }

        /** Takes no byte for so long. */
        void holdsStill(int millis) throws InterruptedException {
            boolean called = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            if (called) {
                throw new IllegalStateException("nobody does");
            }
        }

        /** @return whether nothing came within so long; what does is not lost */
        boolean isQuiet(int millis) throws IOException {
            socket.setSoTimeout(millis);
            in.mark(1);
            try {
                int next = in.read();
                in.reset();
                return next < 0;
            } catch (SocketTimeoutException quiet) {
                return true;
            } finally {
                socket.setSoTimeout(0);
            }
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void close() throws IOException {
            socket.close();
        }

        boolean isClosed() {
            return socket.isClosed();
        }

        /** Reads the rest of a request, and gives its body. */
        String body(Request request) throws IOException {
            String fields = request.fields().toLowerCase(Locale.ROOT);
            if (fields.contains("transfer-encoding: chunked")) {
                StringBuilder body = new StringBuilder();
                for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                    body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
                    line();
                }
                trailers.setLength(0);
                for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
                    trailers.append(trailer).append("\r\n");
                }
                return body.toString();
            }
            int at = fields.indexOf("content-length: ");
            int length = at < 0 ? 0 : Integer.parseInt(fields.substring(at + 16, fields.indexOf('\r', at)));
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        Request request() throws IOException {
            String first = line();
            StringBuilder fields = new StringBuilder();
            for (String field = line(); !field.isEmpty(); field = line()) {
                fields.append(field).append("\r\n");
            }
            String[] words = first.split(" ", -1);
            if (words.length < 3) {
                throw new IOException("no request");
            }
            String all = fields.toString();
            boolean body = all.contains("Transfer-Encoding: ")
                    || (all.contains("Content-Length: ") && !all.contains("Content-Length: 0\r"));
            return new Request(words[0], words[1], all, body);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    private final ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Play play;
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();

    RawUpstream(Play play) throws IOException {
        this.play = play;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections are open on this side. */
    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // that was the end
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Line line = new Line(socket);
            while (!line.isClosed()) {
                Request request = line.request();
                requests.incrementAndGet();
                play.play(line, request);
            }
        } catch (IOException gone) {
            // as the other side wanted it
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
