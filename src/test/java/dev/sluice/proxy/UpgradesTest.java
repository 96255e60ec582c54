package dev.sluice.proxy;

import static dev.sluice.proxy.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Switches to another protocol. */
class UpgradesTest {

    private static final ForwardingSettings ALLOWED = ForwardingSettings.DEFAULT.withUpgrades(true);
    private static final String UPGRADE =
            "GET /base/things/1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

    @Test
    void aWebSocketPasses() throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpServer upstream = await(vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("re: " + text)))
                .listen(0, "127.0.0.1"));
        try (ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.actualPort()), ALLOWED)) {
            for (int i = 0; i < 3; i++) {
                WebSocket socket = await(vertx.createWebSocketClient()
                        .connect(new WebSocketConnectOptions()
                                .setHost("127.0.0.1")
                                .setPort(proxy.port)
                                .setURI("/base/things/1")));
                CompletableFuture<String> answer = new CompletableFuture<>();
                String text = "x".repeat(1 + i * 30_000);
                socket.textMessageHandler(answer::complete);
                socket.writeTextMessage(text);

                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("re: " + text);
                assertThat(proxy.backend.tunnels()).isEqualTo(1);
                assertThat(proxy.backend.inFlight()).isZero();

                await(socket.close());
                Eventually.holds(() -> proxy.backend.tunnels() == 0 && proxy.backend.connections() == 0);
            }
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void bytesBehindTheHeadAreNotLost() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send(
                            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\nX-A: 1\r\n\r\nfirst");
                    line.send("read " + (char) line.in().read()).close();
                });
                ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED);
                RawConnection client = proxy.connect()) {
            Answer head = client.send(UPGRADE).readHead();
            client.readUntil("first");
            client.send("z");

            assertThat(head.status()).isEqualTo(101);
            assertThat(head.header("upgrade")).isEqualTo("echo");
            assertThat(head.header("connection")).isEqualToIgnoringCase("upgrade");
            assertThat(head.header("x-a")).isEqualTo("1");
            client.readUntil("read z");
            assertThat(client.isClosedByServer()).isTrue();
            Eventually.holds(() -> proxy.backend.tunnels() == 0 && upstream.open() == 0);
        }
    }

    /** They may come with the head, or behind it, but before anybody has agreed to another protocol. */
    @ParameterizedTest
    @CsvSource({"5, true, false", "5, false, false", "5, true, true", "200000, true, false", "200000, false, true"})
    void whatAClientSendsEarlyIsNotLost(int length, boolean withHead, boolean headInPieces) throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        String early = "\u0081\n\r\n x".repeat(1 + length / 6).substring(0, length);
        CompletableFuture<String> read = new CompletableFuture<>();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    if (!sent.await(20, TimeUnit.SECONDS)) {
                        throw new IOException("nothing was sent");
                    }
                    line.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
                    read.complete(new String(line.in().readNBytes(length + 1), StandardCharsets.ISO_8859_1));
                    line.send("done").close();
                });
                ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED);
                RawConnection client = proxy.connect()) {
            String head = UPGRADE;
            if (headInPieces) {
                client.send(head.substring(0, 40));
                head = head.substring(40);
            }
            if (withHead) {
                client.send(head + early);
            } else {
                client.send(head);
                Eventually.holds(() -> upstream.requests.get() == 1);
                client.send(early);
            }
            sent.countDown();

            assertThat(client.readHead().status()).isEqualTo(101);
            client.send("!");

            assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(early + "!");
            client.readUntil("done");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFollowsASwitchThatWasDeclinedIsHttp(boolean late) throws Exception {
        String next = "GET /base/things/2 HTTP/1.1\r\nHost: a\r\n\r\n";
        CountDownLatch sent = new CountDownLatch(1);
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    if (!sent.await(20, TimeUnit.SECONDS)) {
                        throw new IOException("nothing was sent");
                    }
                    line.send(RawUpstream.answer("no " + request.last()));
                });
                ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED);
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                if (late) {
                    client.send(UPGRADE).send(next.substring(0, 20)).send(next.substring(20) + next);
                } else {
                    client.send(UPGRADE + next + next);
                }
                sent.countDown();

                assertThat(client.read().text()).isEqualTo("no 1");
                assertThat(client.read().text()).isEqualTo("no 2");
                assertThat(client.read().text()).isEqualTo("no 2");
            }
        }
    }

    @Test
    void anUpstreamMayDecline() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.send(RawUpstream.answer("no")));
                ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED);
                RawConnection client = proxy.connect()) {
            assertThat(client.send(UPGRADE).read().text()).isEqualTo("no");
            assertThat(client.send(UPGRADE).read().text()).isEqualTo("no");
            assertThat(upstream.connections).hasValue(1);
        }
    }

    @Test
    void aClientThatLeavesClosesTheOtherEnd() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
                    line.hang();
                });
                ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED)) {
            try (RawConnection client = proxy.connect()) {
                assertThat(client.send(UPGRADE).readHead().status()).isEqualTo(101);
                assertThat(upstream.open()).isEqualTo(1);
            }
            Eventually.holds(() -> proxy.backend.tunnels() == 0 && upstream.open() == 0);
        }
    }

    @Test
    void aSwitchThatIsNotAllowedIsNotAskedFor() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) ->
                        line.send(RawUpstream.answer(request.fields().contains("pgrade") ? "asked" : "not asked")));
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port())) {
            assertThat(proxy.exchange(UPGRADE).text()).isEqualTo("not asked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "H2C", "h2", "HTTP/2.0", "echo, h2c", "h2c,echo", "echo\r\nUpgrade: h2c"})
    void aSwitchToHttpIsNotAskedFor(String protocols) throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.send(RawUpstream.answer(
                        request.fields().toLowerCase(java.util.Locale.ROOT).matches("(?s).*(upgrade|http2-settings).*")
                                ? "asked"
                                : "not asked")));
                ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED)) {
            String request =
                    UPGRADE.replace("Upgrade: echo\r\n", "Upgrade: " + protocols + "\r\nHTTP2-Settings: AAMA\r\n");

            assertThat(request).contains("HTTP2-Settings");
            assertThat(proxy.exchange(request).text()).isEqualTo("not asked");
        }
    }

    @Test
    void theContractMaySayOtherwiseThanTheSetting() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) ->
                line.send(RawUpstream.answer(request.fields().contains("pgrade") ? "asked" : "not asked")))) {
            try (ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port())) {
                assertThat(proxy.exchange(UPGRADE.replace("things/1", "lines")).text())
                        .isEqualTo("asked");
            }
            try (ProxyUnderTest proxy = new ProxyUnderTest(ProxyUnderTest.patient(upstream.port()), ALLOWED)) {
                assertThat(proxy.exchange(UPGRADE.replace("things/1", "pages")).text())
                        .isEqualTo("not asked");
            }
        }
    }
}
