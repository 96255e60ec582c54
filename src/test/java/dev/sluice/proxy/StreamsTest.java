package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Bodies that are not held, in both directions. */
class StreamsTest {

    private static final long MUCH = Long.getLong("sluice.proxy.streamed", 1L << 30);
    private static final int PIECE = 256 * 1024;
    /** What may be on the way at once: nearly all of it in the kernel's buffers of four sockets. */
    private static final long ON_THE_WAY = 96L << 20;

    private static final String GET = "GET /base/things/1 HTTP/1.1\r\nHost: a\r\n\r\n";

    private static String post(String framing) {
        return "POST /base/things/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n" + framing
                + "\r\n\r\n";
    }

    private static ProxyUnderTest hasty(RawUpstream upstream) throws Exception {
        return new ProxyUnderTest(
                ProxyUnderTest.patient(upstream.port()).withTimeouts(ProxyUnderTest.HASTY), ForwardingSettings.DEFAULT);
    }

    private static Socket socket(ProxyUnderTest proxy) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static long readAll(InputStream in, long count, AtomicLong read) throws IOException {
        byte[] piece = new byte[PIECE];
        while (read.get() < count) {
            int got = in.read(piece, 0, (int) Math.min(PIECE, count - read.get()));
            if (got < 0) {
                break;
            }
            read.addAndGet(got);
        }
        return read.get();
    }

    /** @return the most that was on the way at once */
    private static long write(OutputStream out, long count, AtomicLong read) throws IOException {
        byte[] piece = new byte[PIECE];
        long most = 0;
        for (long sent = 0; sent < count; sent += PIECE) {
            out.write(piece);
            most = Math.max(most, sent + PIECE - read.get());
        }
        return most;
    }

    @Test
    void anUploadTakesNoMoreMemoryThanIsOnTheWay() throws Exception {
        AtomicLong read = new AtomicLong();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    // long enough for all buffers to fill
                    line.isQuiet(1);
                    readAll(line.in(), MUCH, read);
                    line.send(RawUpstream.answer("done"));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                Socket client = socket(proxy)) {
            client.getOutputStream().write(post("Content-Length: " + MUCH).getBytes(StandardCharsets.ISO_8859_1));

            long most = write(client.getOutputStream(), MUCH, read);

            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 200");
            assertThat(read).hasValue(MUCH);
            assertThat(most).isLessThan(ON_THE_WAY);
        }
    }

    @Test
    void aDownloadTakesNoMoreMemoryThanIsOnTheWay() throws Exception {
        AtomicLong read = new AtomicLong();
        CompletableFuture<Long> most = new CompletableFuture<>();
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send("HTTP/1.1 200 OK\r\nContent-Length: " + MUCH + "\r\n\r\n");
                    most.complete(write(line.out(), MUCH, read));
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                Socket client = socket(proxy)) {
            client.getOutputStream().write(GET.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = client.getInputStream();
            int ends = 0;
            while (ends < 4) {
                int c = in.read();
                ends = c == '\r' || c == '\n' ? ends + 1 : 0;
            }

            assertThat(readAll(in, MUCH, read)).isEqualTo(MUCH);
            assertThat(most.get(60, TimeUnit.SECONDS)).isLessThan(ON_THE_WAY);
        }
    }

    @Test
    void whatAnUpstreamDoesNotReadStopsTheClient() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.holdsStill(20_000));
                ProxyUnderTest proxy = hasty(upstream);
                Socket client = socket(proxy)) {
            client.getOutputStream().write(post("Content-Length: " + MUCH).getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> {
                        byte[] piece = new byte[PIECE];
                        while (true) {
                            client.getOutputStream().write(piece);
                            sent.addAndGet(PIECE);
                        }
                    })
                    .isInstanceOf(IOException.class);

            assertThat(sent.get()).isLessThan(ON_THE_WAY);
            Eventually.holds(() -> proxy.backend.inFlight() == 0 && proxy.backend.connections() == 0);
        }
    }

    @Test
    void eventsFlowAtOnce() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    line.send(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
                    line.send("a\r\ndata: 1\n\n\n\r\n");
                    seen.await(20, TimeUnit.SECONDS);
                    line.send("a\r\ndata: 2\n\n\n\r\n0\r\n\r\n");
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            assertThat(client.send(GET).readHead().header("content-type")).isEqualTo("text/event-stream");
            client.readUntil("data: 1\n\n\n\r\n");

            seen.countDown();

            client.readUntil("data: 2\n\n\n\r\n");
            client.readUntil("0\r\n\r\n");
        }
    }

    @Test
    void anAnswerOverItsLimitIsRefusedOrCut() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    if (request.target().endsWith("?chunked")) {
                        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                        begun.await(20, TimeUnit.SECONDS);
                        line.send("ffff\r\n" + "x".repeat(65_535) + "\r\n0\r\n\r\n");
                    } else {
                        line.send(RawUpstream.answer("x".repeat(20_000)));
                    }
                });
                ProxyUnderTest proxy = new ProxyUnderTest(
                        ProxyUnderTest.patient(upstream.port()), ForwardingSettings.DEFAULT.withMaxAnswerSize(10_000));
                RawConnection client = proxy.connect()) {
            Answer refused = client.send(GET).read();
            client.send(GET.replace("/1 ", "/1?chunked "));
            Answer cut = client.readHead();

            assertThat(refused.status()).isEqualTo(502);
            assertThat(refused.header("proxy-status")).contains("error=http_response_body_size");
            assertThat(cut.status()).isEqualTo(200);
            client.readUntil("abc\r\n");
            begun.countDown();
            assertThatThrownBy(() -> client.readUntil("0\r\n\r\n")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatLeavesTakesItsRequestAlong() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> {
                    if (request.last().equals("endless")) {
                        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        while (true) {
                            line.send("400\r\n" + "x".repeat(1024) + "\r\n");
                        }
                    }
                    line.hang();
                });
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port())) {
            for (String request : new String[] {
                GET,
                GET.replace("/1 ", "/endless "),
                post("Content-Length: 1000000") + "x".repeat(70_000),
                post("Transfer-Encoding: chunked") + "5\r\nhello\r\n"
            }) {
                int before = upstream.requests.get();
                RawConnection client = proxy.connect().send(request);
                Eventually.holds(() -> upstream.requests.get() > before);
                assertThat(proxy.backend.inFlight()).isEqualTo(1);

                client.close();

                Eventually.holds(() ->
                        proxy.backend.inFlight() == 0 && proxy.backend.connections() == 0 && upstream.open() == 0);
            }
        }
    }

    @Test
    void aClientThatStopsSendingIsToldSo() throws Exception {
        try (RawUpstream upstream = new RawUpstream((line, request) -> line.hang());
                ProxyUnderTest proxy = hasty(upstream)) {
            assertThat(proxy.exchange(post("Content-Length: 10") + "x").status())
                    .isEqualTo(408);
        }
    }
}
