package dev.sluice.proxy;

import static dev.sluice.proxy.ProxyUnderTest.await;
import static dev.sluice.support.RawStreams.DATA;
import static dev.sluice.support.RawStreams.END_HEADERS;
import static dev.sluice.support.RawStreams.HEADERS;
import static dev.sluice.support.RawStreams.RST_STREAM;
import static dev.sluice.support.RawStreams.WINDOW_UPDATE;
import static dev.sluice.support.RawStreams.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.edge.EdgeSettings.Transport;
import dev.sluice.net.TrustedProxies;
import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Answer;
import dev.sluice.support.RawStreams.Frame;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of HTTP/2 before upstreams of both versions. */
class Http2ClientsTest {

    private static final String OCTETS = "application/octet-stream";
    private static final int PIECE = 16_384;
    private static final int MUCH = 8 << 20;
    /** More than a stream, the proxy and the buffers of an HTTP/2 upstream take in. */
    private static final int SOME = 1 << 20;
    /** Less than the streams of a connection, and more than its window would carry if it were that of a few. */
    private static final int SLOW_ONES = 60;
    /** Buffers of the sockets and of the upstream, which Vert.x bounds. */
    private static final int ON_THE_WAY = 6 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private int port;

    /** What the upstream speaks. */
    enum Spoken {
        HTTP_1(Http2.OFF),
        HTTP_2(Http2.PRIOR_KNOWLEDGE);

        final Http2 setting;

        Spoken(Http2 setting) {
            this.setting = setting;
        }
    }

    @BeforeEach
    void listen() {
        HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private void answer(HttpServerRequest request) {
        asked.incrementAndGet();
        HttpServerResponse response = request.response().setChunked(true);
        response.closeHandler(closed -> broken.incrementAndGet());
        String last = request.path().substring(request.path().lastIndexOf('/') + 1);
        switch (last) {
            case "echo" -> request.pipeTo(response);
            case "count" -> request.body().onSuccess(body -> response.end("got " + body.length()));
            case "much" -> pump(response, MUCH, new AtomicLong());
            case "some" -> pump(response, SOME, new AtomicLong());
            case "cut" ->
                response.write("abc").onComplete(sent -> {
                    if (request.version() == HttpVersion.HTTP_2) {
                        response.reset(2);
                    } else {
                        request.connection().close();
                    }
                });
            case "early" -> {
                request.pause();
                response.end("enough");
            }
            case "never" -> request.resume();
            default -> response.end(last);
        }
    }

    private void pump(HttpServerResponse response, int all, AtomicLong written) {
        while (written.get() < all && !response.writeQueueFull()) {
            written.addAndGet(PIECE);
            sent.addAndGet(PIECE);
            response.write(Buffer.buffer(new byte[PIECE]));
        }
        if (written.get() < all) {
            response.drainHandler(drained -> pump(response, all, written));
        } else if (!response.ended()) {
            response.end();
        }
    }

    private ProxyUnderTest proxy(Spoken spoken) throws Exception {
        return new ProxyUnderTest(
                ProxyUnderTest.patient(port).withTls(TlsSettings.DEFAULT, spoken.setting), ForwardingSettings.DEFAULT);
    }

    private static RawStreams open(ProxyUnderTest proxy) throws IOException {
        return RawStreams.open(proxy.streamsPort);
    }

    private static void good(RawStreams client, int stream) throws IOException {
        assertThat(client.get(stream, "/base/things/good" + stream)
                        .answer(stream)
                        .text())
                .isEqualTo("good" + stream);
    }

    private static RawStreams post(RawStreams client, int stream, String name) throws IOException {
        return client.head(stream, false, with("POST", "/base/things/" + name, "content-type", OCTETS));
    }

    @ParameterizedTest
    @EnumSource
    void bodiesFlowBothWaysAtOnce(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy)) {
            post(client, 1, "echo");
            for (int i = 0; i < 5; i++) {
                String piece = "piece " + i;
                client.data(1, false, piece);
                assertThat(client.await(DATA).text()).isEqualTo(piece);
            }
            client.data(1, true, "");
            client.await(frame -> frame.stream() == 1 && frame.ends());

            good(client, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyStreamsOfOneConnectionDoNotMix(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy)) {
            for (int stream = 1; stream < 100; stream += 2) {
                client.get(stream, "/base/things/n" + stream);
            }
            for (int stream = 99; stream > 0; stream -= 2) {
                assertThat(client.answer(stream).text()).isEqualTo("n" + stream);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeUploadArrives(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy)) {
            post(client, 1, "count").write(1, true, new byte[MUCH]);

            assertThat(client.answer(1).text()).isEqualTo("got " + MUCH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoReadsSlowlyHoldsTheUpstreamUpAndNobodyElse(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy);
                RawStreams another = open(proxy)) {
            client.get(1, "/base/things/much");
            long received = 0;
            while (received < 65_535) {
                received += client.await(DATA).payload().length;
            }
            // all there is room for on the way has been taken
            assertThat(Eventually.settles(sent::get)).isLessThan(ON_THE_WAY);
            good(another, 1);

            client.frame(WINDOW_UPDATE, 0, 0, RawStreams.number(MUCH))
                    .frame(WINDOW_UPDATE, 0, 1, RawStreams.number(MUCH));
            for (Frame frame = client.read(); !frame.ends(); frame = client.read()) {
                received += frame.type() == DATA ? frame.payload().length : 0;
            }
            assertThat(received).isEqualTo(MUCH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyWhoReadSlowlyHoldNobodyElseUp(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy);
                RawStreams another = open(proxy)) {
            for (int i = 0; i < SLOW_ONES; i++) {
                client.get(1 + 2 * i, "/base/things/some");
            }
            Eventually.holds(() -> asked.get() == SLOW_ONES);
            Eventually.settles(sent::get);
            good(another, 1);

            client.frame(WINDOW_UPDATE, 0, 0, RawStreams.number(SLOW_ONES * SOME));
            for (int i = 0; i < SLOW_ONES; i++) {
                client.frame(WINDOW_UPDATE, 0, 1 + 2 * i, RawStreams.number(SOME));
            }
            long received = 0;
            for (int ended = 0; ended < SLOW_ONES; ) {
                Frame frame = client.read();
                received += frame.type() == DATA ? frame.payload().length : 0;
                ended += frame.ends() ? 1 : 0;
            }
            assertThat(received).isEqualTo((long) SLOW_ONES * SOME);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatBreaksOffIsAResetOfItsStream(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy)) {
            client.get(1, "/base/things/cut");
            Frame last = client.await(frame -> frame.stream() == 1 && (frame.ends() || frame.type() == RST_STREAM));

            assertThat(last.type()).isEqualTo(RST_STREAM);
            good(client, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoResetsAStreamTakesItsRequestAlong(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy)) {
            // what was sent of an answer that nobody wants any more counts against the connection
            client.frame(WINDOW_UPDATE, 0, 0, RawStreams.number(MUCH));
            int stream = 1;
            for (String name : List.of("never", "much", "echo")) {
                int before = broken.get();
                int requests = asked.get();
                if (name.equals("echo")) {
                    post(client, stream, name).data(stream, false, "abc").await(DATA);
                } else {
                    client.get(stream, "/base/things/" + name);
                    Eventually.holds(() -> asked.get() > requests);
                }
                client.frame(RST_STREAM, 0, stream, RawStreams.number(8));

                Eventually.holds(() -> proxy.backend.inFlight() == 0);
                Eventually.holds(() -> broken.get() > before);
                good(client, stream + 2);
                stream += 4;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEarlyAnswerComesWholeAndTheRestIsNotWanted(Spoken spoken) throws Exception {
        try (ProxyUnderTest proxy = proxy(spoken);
                RawStreams client = open(proxy)) {
            client.head(
                            1,
                            false,
                            with("POST", "/base/things/early", "content-type", OCTETS, "content-length", "1000000"))
                    .data(1, false, "x".repeat(1000));
            Answer answer = client.answer(1);
            Frame reset = client.await(RST_STREAM);

            assertThat(answer.text()).isEqualTo("enough");
            assertThat(reset.stream()).isEqualTo(1);
            assertThat(reset.code()).isZero();
            good(client, 3);
            Eventually.holds(() -> proxy.backend.inFlight() == 0);
        }
    }

    @Test
    void anExtendedConnectIsRefusedAndGoesNowhere() throws Exception {
        try (ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(port), ForwardingSettings.DEFAULT.withUpgrades(true));
                RawStreams client = open(proxy)) {
            Frame settings = client.await(RawStreams.SETTINGS);
            client.frame(
                    HEADERS,
                    END_HEADERS,
                    1,
                    client.block(
                            1,
                            ":method",
                            "CONNECT",
                            ":protocol",
                            "websocket",
                            ":scheme",
                            "http",
                            ":path",
                            "/base/things/1",
                            ":authority",
                            "localhost"));
            Frame answer = client.await(frame -> frame.stream() == 1 && frame.type() != WINDOW_UPDATE);

            // RFC 8441, 3: only who is told SETTINGS_ENABLE_CONNECT_PROTOCOL may ask
            for (int at = 0; at < settings.payload().length; at += 6) {
                assertThat(settings.payload()[at + 1]).isNotEqualTo((byte) 8);
            }
            if (answer.type() != RST_STREAM) {
                assertThat(answer.headers().status().toString()).isIn("400", "405", "501");
            }
            assertThat(asked).hasValue(0);
            good(client, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameGoesOverTls(Spoken spoken) throws Exception {
        Identity authority = TestCertificates.authority("authority");
        Identity own = TestCertificates.signedBy(authority, "localhost");
        ServerSSLOptions tls = new ServerSSLOptions();
        tls.setKeyCertOptions(new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(own.certificate()))
                .setKeyValue(Buffer.buffer(own.key())));
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setVerifyHost(false)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificate()))));
        try (ProxyUnderTest proxy = new ProxyUnderTest(
                ProxyUnderTest.patient(port).withTls(TlsSettings.DEFAULT, spoken.setting),
                ForwardingSettings.DEFAULT,
                new Transport(tls, true, false, 100, TrustedProxies.NONE))) {
            Buffer much = Buffer.buffer(new byte[MUCH / 4]);
            Buffer back = await(client.request(HttpMethod.POST, proxy.streamsPort, "localhost", "/base/things/echo")
                    .compose(
                            request -> request.putHeader("Content-Type", OCTETS).send(much))
                    .compose(response -> {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                        return response.body();
                    }));

            assertThat(back.length()).isEqualTo(much.length());
        }
    }
}
