package dev.sluice.proxy;

import static dev.sluice.support.RawStreams.DATA;
import static dev.sluice.support.RawStreams.END_STREAM;
import static dev.sluice.support.RawStreams.HEADERS;
import static dev.sluice.support.RawStreams.SETTINGS;
import static dev.sluice.support.RawStreams.WINDOW_UPDATE;

import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of HTTP/2 in plain text that sends the very frames it is told to. */
final class RawHttp2Upstream implements AutoCloseable {

    /** What it does with a request of which the head, or all, has come; on the connection's own thread. */
    @FunctionalInterface
    interface Play {

        void play(RawStreams line, Request request) throws IOException;
    }

    /**
     * @param connection the how manieth it came by, from 1
     * @param whole whether all of it has come
     */
    record Request(int connection, int stream, String method, String path, boolean whole) {

        String last() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-http2-upstream");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Play play;
    private final boolean reads;
    private final int[] settings;

    /** Takes all of the requests' bodies. */
    RawHttp2Upstream(Play play, int... settings) throws IOException {
        this(true, play, settings);
    }

    /** @param reads whether it takes more of bodies than it has to */
    RawHttp2Upstream(boolean reads, Play play, int... settings) throws IOException {
        this.reads = reads;
        this.play = play;
        this.settings = settings;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                threads.execute(() -> serve(socket, number));
            }
        } catch (IOException closed) {
            // that was the end
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            RawStreams line = RawStreams.accepted(socket, settings);
            socket.setSoTimeout(0);
            Map<Integer, Request> begun = new HashMap<>();
            while (!socket.isClosed()) {
                Frame frame = line.read();
                boolean ends = (frame.flags() & END_STREAM) != 0;
                if (frame.type() == SETTINGS && frame.flags() == 0) {
                    line.frame(SETTINGS, RawStreams.ACK, 0);
                } else if (frame.type() == HEADERS && !begun.containsKey(frame.stream())) {
                    Request request = new Request(
                            connection,
                            frame.stream(),
                            String.valueOf(frame.headers().method()),
                            String.valueOf(frame.headers().path()),
                            ends);
                    begun.put(frame.stream(), request);
                    play.play(line, request);
                } else if (frame.type() == DATA) {
                    take(line, frame);
                    Request request = begun.get(frame.stream());
                    if (ends && request != null) {
                        play.play(
                                line, new Request(connection, frame.stream(), request.method(), request.path(), true));
                    }
                }
            }
        } catch (IOException gone) {
            // as the other side wanted it
        } finally {
            open.remove(socket);
        }
    }

    private void take(RawStreams line, Frame frame) throws IOException {
        if (reads && frame.payload().length > 0) {
            byte[] room = RawStreams.number(frame.payload().length);
            line.frame(WINDOW_UPDATE, 0, 0, room).frame(WINDOW_UPDATE, 0, frame.stream(), room);
        }
    }

    static void answer(RawStreams line, Request request, String body) throws IOException {
        boolean head = "HEAD".equals(request.method());
        line.head(request.stream(), head, ":status", "200", "content-length", Integer.toString(body.length()));
        if (!head) {
            line.data(request.stream(), true, body);
        }
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
