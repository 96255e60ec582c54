package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that have switched to another protocol. */
class TunnelsTest {

    private static final String UPGRADE =
            "GET /thing HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n";
    private static final long LARGE = 50_000_000;
    private static final long IN_FLIGHT = 20_000_000;

    private @Nullable ServerSocket upstream;
    private @Nullable FlowingEdge edge;

    @BeforeEach
    void start() throws Exception {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(20_000);
        upstream = listening;
        int port = listening.getLocalPort();
        FlowingEdge started = new FlowingEdge(EdgeSettings.Transport.PLAIN, FlowingEdge.LONG, exchange -> {
            NetClient client = Vertx.currentContext().owner().createNetClient();
            return client.connect(port, "127.0.0.1")
                    .map(socket -> new Reply.Tunnel(
                            Fields.of("Upgrade", "test").and("Connection", "Upgrade"), socket.pause()));
        });
        edge = started;
        started.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (edge != null) {
            edge.stop();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    private FlowingEdge edge() {
        if (edge == null) {
            throw new IllegalStateException("not started");
        }
        return edge;
    }

    private Socket accepted() throws IOException {
        if (upstream == null) {
            throw new IllegalStateException("not started");
        }
        Socket socket = upstream.accept();
        socket.setSoTimeout(20_000);
        return socket;
    }

    private RawConnection switched() throws IOException {
        RawConnection client = new RawConnection(edge().port());
        Answer answer = client.send(UPGRADE).readHead();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Upgrade")).isEqualTo("test");
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("upgrade");
        assertThat(answer.header("Content-Length")).isEmpty();
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
        return client;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        try (RawConnection client = switched();
                Socket server = accepted()) {
            client.send("ping\0");
            assertThat(server.getInputStream().readNBytes(5)).isEqualTo(bytes("ping\0"));
            server.getOutputStream().write(bytes("GET / HTTP/1.1\r\n\r\n"));
            assertThat(client.in().readNBytes(18)).isEqualTo(bytes("GET / HTTP/1.1\r\n\r\n"));
        }
        Eventually.holds(
                () -> edge().server().connections() == 0 && !edge().ended.isEmpty());
        assertThat(edge().ended).containsExactly(101);
    }

    @Test
    void carriesWhatTheServerSaysAtOnce() throws IOException {
        RawConnection client = new RawConnection(edge().port());
        client.send(UPGRADE);
        try (client;
                Socket server = accepted()) {
            server.getOutputStream().write(bytes("hello"));
            assertThat(client.readHead().status()).isEqualTo(101);
            assertThat(client.in().readNBytes(5)).isEqualTo(bytes("hello"));
        }
    }

    @Test
    void endsWithTheServer() throws IOException {
        try (RawConnection client = switched()) {
            Socket server = accepted();
            server.getOutputStream().write(bytes("last"));
            server.close();

            assertThat(client.in().readAllBytes()).isEqualTo(bytes("last"));
        }
        Eventually.holds(
                () -> edge().server().connections() == 0 && !edge().ended.isEmpty());
        assertThat(edge().ended).containsExactly(101);
    }

    @Test
    void endsWithTheClient() throws IOException {
        RawConnection client = switched();
        try (Socket server = accepted()) {
            client.send("last");
            client.close();

            assertThat(server.getInputStream().readAllBytes()).isEqualTo(bytes("last"));
            Eventually.holds(() -> !edge().ended.isEmpty());
            assertThat(edge().ended).containsExactly(101);
        }
    }

    @Test
    void holdsNoMoreThanTheSlowerSideTakes() throws Exception {
        try (RawConnection client = switched();
                Socket server = accepted()) {
            AtomicLong sent = new AtomicLong();
            Thread sender = new Thread(() -> {
                try {
                    byte[] block = new byte[1 << 16];
                    while (sent.get() < LARGE) {
                        server.getOutputStream().write(block, 0, (int) Math.min(block.length, LARGE - sent.get()));
                        sent.addAndGet(Math.min(block.length, LARGE - sent.get()));
                    }
                } catch (IOException closed) {
                    // the client tells by what it has received
                }
            });
            sender.start();
            Eventually.holds(() -> sent.get() > 0);
            assertThat(Eventually.settles(sent::get)).isLessThan(IN_FLIGHT);

            client.in().skipNBytes(LARGE);
            sender.join();
            assertThat(sent).hasValue(LARGE);
        }
    }
}
