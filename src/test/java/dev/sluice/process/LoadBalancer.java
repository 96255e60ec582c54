package dev.sluice.process;

import dev.sluice.support.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * HAProxy in front of nodes, on loopback: asks each for {@code /readyz} on its control port, and sends requests to those
 * that are ready, in turn.
 */
final class LoadBalancer implements AutoCloseable {

    /** What the README shows. */
    private static final String SETTINGS = """
            defaults
                mode http
                timeout connect 10s
                timeout client 30s
                timeout server 30s
                timeout check 10s
                # only what has not been sent is sent again, to the other node
                retries 2
                retry-on conn-failure
                option redispatch 1
                option httpchk GET /readyz
                http-check expect status 200
                default-server inter 250ms fall 2 rise 2

            frontend data
                bind 127.0.0.1:%d
                default_backend nodes

            backend nodes
                balance roundrobin
            """;

    /** @param port where clients call, and {@code control} where the operator does */
    record Node(int port, int control) {

        static Node onFreePorts() throws IOException {
            List<Integer> ports = freePorts(2);
            return new Node(ports.get(0), ports.get(1));
        }
    }

    private final Process process;
    private final int port;

    private LoadBalancer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "") + java.io.File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "haproxy")));
    }

    /** Returns once it accepts connections. Its log goes to the test's own standard error. */
    static LoadBalancer start(Path folder, List<Node> nodes) throws IOException {
        int port = freePorts(1).get(0);
        StringBuilder settings = new StringBuilder(SETTINGS.formatted(port));
        for (Node node : nodes) {
            settings.append("    server node%d 127.0.0.1:%d check port %d%n"
                    .formatted(node.port(), node.port(), node.control()));
        }
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), settings);
        ProcessBuilder builder = new ProcessBuilder("haproxy", "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile());
        builder.environment().merge("PATH", ":/usr/sbin", String::concat);
        LoadBalancer balancer = new LoadBalancer(builder.start(), port);
        Eventually.holds(balancer::accepts);
        return balancer;
    }

    /** Free for now: what has to be known before it is used cannot be port 0. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
