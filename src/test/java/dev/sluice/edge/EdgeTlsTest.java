package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.edge.EdgeSettings.Transport;
import dev.sluice.exchange.Client;
import dev.sluice.net.ClientTls;
import dev.sluice.net.HttpVersions;
import dev.sluice.net.PemSource;
import dev.sluice.net.ServerTls;
import dev.sluice.net.ServerTls.ClientAuthentication;
import dev.sluice.net.TlsVersion;
import dev.sluice.net.TrustedProxies;
import dev.sluice.net.UpstreamTransport;
import dev.sluice.support.Eventually;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS between the clients that upstreams are spoken to with, and the listener. */
class EdgeTlsTest {

    private static final Identity AUTHORITY = TestCertificates.authority("authority");
    private static final Identity STRANGER = TestCertificates.authority("stranger");
    private static final Identity SERVER = TestCertificates.signedBy(AUTHORITY, "server");
    private static final Identity CLIENT = TestCertificates.signedBy(AUTHORITY, "client");

    @TempDir
    private Path folder = Path.of("");

    private EdgeSettings.Timeouts timeouts = FlowingEdge.LONG;
    private @Nullable FlowingEdge edge;
    private @Nullable HttpClientAgent client;

    @AfterEach
    void stop() throws Exception {
        if (edge != null) {
            edge.stop();
        }
    }

    private ServerSSLOptions server(Identity identity, ClientAuthentication clients) throws Exception {
        return new ServerTls(
                        identity.certificateIn(folder),
                        identity.keyIn(folder),
                        AUTHORITY.certificateIn(folder),
                        clients,
                        List.of(TlsVersion.values()))
                .load(PemSource.FILES, InstantSource.system())
                .options();
    }

    private FlowingEdge start(ClientAuthentication clients, boolean http2) throws Exception {
        FlowingEdge started = new FlowingEdge(
                new Transport(server(SERVER, clients), http2, false, 100, TrustedProxies.NONE), timeouts);
        edge = started;
        started.start();
        return started;
    }

    private ClientTls trusting(Identity authority) {
        return new ClientTls(authority.certificateIn(folder), null, null, true);
    }

    private ClientTls showing(Identity identity) {
        return new ClientTls(
                AUTHORITY.certificateIn(folder), identity.certificateIn(folder), identity.keyIn(folder), true);
    }

    private String call(ClientTls tls, HttpVersions versions, String host, @Nullable String serverName)
            throws Exception {
        FlowingEdge to = edge;
        if (to == null) {
            throw new IllegalStateException("not started");
        }
        UpstreamTransport transport = UpstreamTransport.of(tls, versions);
        HttpClientAgent agent = to.vertx()
                .httpClientBuilder()
                .with(transport.options(Duration.ofSeconds(10), Duration.ofSeconds(30)))
                .with(new PoolOptions().setHttp1MaxSize(4).setHttp2MaxSize(1))
                .build();
        client = agent;
        return again(to.port(), serverName == null ? host : serverName);
    }

    /** On the same connection, where it is still open. */
    private String again(int port, String host) throws Exception {
        HttpClientAgent agent = client;
        if (agent == null) {
            throw new IllegalStateException("not called");
        }
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost(host)
                .setPort(port)
                .setSsl(true)
                .setURI("/thing?tls");
        return FlowingEdge.await(agent.request(request)
                // within: a body that has come before somebody asks for it is gone
                .compose(sent -> sent.send(Buffer.buffer("hello")).compose(HttpClientResponse::body))
                .map(Buffer::toString));
    }

    private Client seen() {
        FlowingEdge to = edge;
        if (to == null) {
            throw new IllegalStateException("not started");
        }
        return to.exchanges.get(to.exchanges.size() - 1).client();
    }

    @ParameterizedTest
    @CsvSource({
        "NEGOTIATED, true, 2.0",
        "HTTP_2, true, 2.0",
        "HTTP_1, true, 1.1",
        "NEGOTIATED, false, 1.1",
    })
    void speaksTheVersionThatBothWant(HttpVersions versions, boolean http2, String version) throws Exception {
        start(ClientAuthentication.NONE, http2);

        assertThat(call(trusting(AUTHORITY), versions, "localhost", null)).isEqualTo("got 5 hello");
        assertThat(seen().version()).isEqualTo(version);
        assertThat(seen().secure()).isTrue();
        assertThat(seen().certificate()).isNull();
        assertThat(seen().authority()).startsWith("localhost");
    }

    @Test
    void refusesAServerOfAnotherAuthority() throws Exception {
        start(ClientAuthentication.NONE, true);

        assertThatThrownBy(() -> call(trusting(STRANGER), HttpVersions.NEGOTIATED, "localhost", null))
                .isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> call(ClientTls.DEFAULT, HttpVersions.NEGOTIATED, "localhost", null))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void refusesAServerOfAnotherName() throws Exception {
        start(ClientAuthentication.NONE, true);

        assertThatThrownBy(() -> call(trusting(AUTHORITY), HttpVersions.NEGOTIATED, "elsewhere.example", null))
                .isInstanceOf(ExecutionException.class);
        assertThat(call(trusting(AUTHORITY), HttpVersions.NEGOTIATED, "elsewhere.example", "server.example"))
                .isEqualTo("got 5 hello");
    }

    @Test
    void checksNothingOnlyWhereItIsTold() throws Exception {
        start(ClientAuthentication.NONE, true);
        ClientTls careless = new ClientTls(null, null, null, false);

        assertThat(call(careless, HttpVersions.NEGOTIATED, "elsewhere.example", null))
                .isEqualTo("got 5 hello");
        assertThat(UpstreamTransport.of(careless, HttpVersions.HTTP_1).warnings())
                .singleElement()
                .asString()
                .contains("verify: false");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void wantsTheCertificateOfAClient(boolean http2) throws Exception {
        start(ClientAuthentication.REQUIRE, http2);

        assertThat(call(showing(CLIENT), HttpVersions.NEGOTIATED, "localhost", null))
                .isEqualTo("got 5 hello");
        assertThat(String.valueOf(seen().certificate())).contains("CN=client");
        assertThatThrownBy(() -> call(trusting(AUTHORITY), HttpVersions.NEGOTIATED, "localhost", null))
                .isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> call(
                        showing(TestCertificates.signedBy(STRANGER, "fake")),
                        HttpVersions.NEGOTIATED,
                        "localhost",
                        null))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void asksForTheCertificateOfAClientThatMayHaveNone() throws Exception {
        start(ClientAuthentication.REQUEST, true);

        assertThat(call(trusting(AUTHORITY), HttpVersions.NEGOTIATED, "localhost", null))
                .isEqualTo("got 5 hello");
        assertThat(seen().certificate()).isNull();
    }

    @Test
    void givesNewConnectionsTheNewCertificateAndKeepsTheOpenOnes() throws Exception {
        FlowingEdge started = start(ClientAuthentication.NONE, true);
        assertThat(call(trusting(AUTHORITY), HttpVersions.NEGOTIATED, "localhost", null))
                .isEqualTo("got 5 hello");

        Identity renewed = TestCertificates.signedBy(STRANGER, "renewed");
        FlowingEdge.await(started.server().tls(server(renewed, ClientAuthentication.NONE)));

        assertThat(again(started.port(), "localhost")).isEqualTo("got 5 hello");
        assertThat(started.server().connections()).isEqualTo(1);
        assertThat(call(trusting(STRANGER), HttpVersions.NEGOTIATED, "localhost", null))
                .isEqualTo("got 5 hello");
        assertThatThrownBy(() -> call(trusting(AUTHORITY), HttpVersions.NEGOTIATED, "localhost", null))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void closesWhoDoesNotShakeHands() throws Exception {
        timeouts = FlowingEdge.SHORT;
        FlowingEdge started = start(ClientAuthentication.NONE, true);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), started.port());
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), started.port())) {
            silent.setSoTimeout(20_000);
            plain.setSoTimeout(20_000);
            plain.getOutputStream().write("GET /thing HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(plain.getInputStream().readAllBytes().length).isLessThan(20);
            assertThat(silent.getInputStream().read()).isNegative();
        }
        Eventually.holds(() -> started.server().connections() == 0);
    }

    @Test
    void speaksHttp2WithoutTlsToWhoKnows() throws Exception {
        FlowingEdge started = new FlowingEdge(FlowingEdge.CLEAR, timeouts);
        edge = started;
        int port = started.start();
        Vertx vertx = started.vertx();
        for (HttpVersions versions : HttpVersions.values()) {
            UpstreamTransport transport = UpstreamTransport.of(ClientTls.DEFAULT, versions);
            HttpClientAgent agent = vertx.httpClientBuilder()
                    .with(transport.options(Duration.ofSeconds(10), Duration.ofSeconds(30)))
                    .with(new PoolOptions().setHttp1MaxSize(4).setHttp2MaxSize(1))
                    .build();
            RequestOptions request = new RequestOptions()
                    .setMethod(HttpMethod.PUT)
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setSsl(false)
                    .setURI("/thing");
            String text = FlowingEdge.await(agent.request(request)
                    .compose(sent -> sent.send(Buffer.buffer("hello")).compose(HttpClientResponse::body))
                    .map(Buffer::toString));

            assertThat(text).isEqualTo("got 5 hello");
            assertThat(seen().version()).isEqualTo(versions == HttpVersions.HTTP_2 ? "2.0" : "1.1");
        }
    }
}
