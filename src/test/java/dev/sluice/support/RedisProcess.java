package dev.sluice.support;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of the loopback address, which keeps nothing on disk; it can be stopped, killed, restarted. */
public final class RedisProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final int MOST_STARTS = 5;

    private final int port;
    private final List<String> options;
    private Process process;

    private RedisProcess(int port, List<String> options) throws IOException {
        this.port = port;
        this.options = options;
        this.process = run();
    }

    /** @param options such as {@code --requirepass}, {@code secret} */
    public static RedisProcess start(String... options) throws IOException {
        for (int i = 1; i < MOST_STARTS; i++) {
            try {
                return new RedisProcess(freePort(), List.of(options));
            } catch (IOException taken) {
                // somebody else was given the port meanwhile
            }
        }
        return new RedisProcess(freePort(), List.of(options));
    }

    /** As {@link #start} on a port that is known to be free. */
    public static RedisProcess startOn(int port, String... options) throws IOException {
        return new RedisProcess(port, List.of(options));
    }

    /** One that nobody listens on just now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process run() throws IOException {
        File program = ExecutableProvider.newJarResourceProvider().get();
        List<String> command = new ArrayList<>(List.of(
                program.getAbsolutePath(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                program.getParent()));
        command.addAll(options);
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.contains("Ready to accept connections")) {
                drain(out);
                return started;
            }
        }
        throw new IOException("Redis ended before it was ready: " + seen);
    }

    /** What nobody reads would hold it up. */
    private static void drain(BufferedReader out) {
        Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "redis-output");
        reader.setDaemon(true);
        reader.start();
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** SIGSTOP: it takes connections and bytes, and says nothing. */
    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("no signal " + name + " could be sent");
        }
    }

    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** After {@link #kill}: on the same port, with nothing remembered. */
    public void restart() throws IOException {
        process = run();
    }

    /**
     * Sends a command by itself.
     *
     * @param words without spaces
     * @return the first line of the reply
     */
    public String command(String... words) throws IOException {
        return asked(words, RedisProcess::line);
    }

    /** The whole of a reply that is a text. */
    public String text(String... words) throws IOException {
        return asked(words, RedisProcess::text);
    }

    /** The texts of a reply that has several. */
    public List<String> texts(String... words) throws IOException {
        return asked(words, in -> {
            List<String> texts = new ArrayList<>();
            for (int left = Integer.parseInt(line(in).substring(1)); left > 0; left--) {
                texts.add(text(in));
            }
            return texts;
        });
    }

    /** Reads a reply. */
    @FunctionalInterface
    private interface Reader<T> {

        T read(InputStream in) throws IOException;
    }

    private <T> T asked(String[] words, Reader<T> reader) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            OutputStream out = socket.getOutputStream();
            out.write((String.join(" ", words) + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return reader.read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static String text(InputStream in) throws IOException {
        String head = line(in);
        if (!head.startsWith("$")) {
            return head;
        }
        byte[] bytes = in.readNBytes(Integer.parseInt(head.substring(1)));
        line(in);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        kill();
    }
}
