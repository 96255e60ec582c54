package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.UpstreamFault.Expected;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault, with every kind of request, on one and the same proxy: what the client sees can be told from a whole answer,
 * the next request is answered rightly on either connection, and nothing is left behind.
 */
class UpstreamFaultsTest {

    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());
    private static final Timeouts TIMES = new Timeouts(
            Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(1200));
    private static final List<String> KINDS =
            List.of("GET", "GET old", "HEAD", "DELETE", "PUT", "POST", "POST chunked", "POST large");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static @Nullable RawUpstream upstream;
    private static @Nullable ProxyUnderTest proxy;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("seed " + SEED + " (-Dsluice.seed)");
        upstream = new RawUpstream((line, request) -> {
            String last = request.last();
            if (last.startsWith("good")) {
                line.body(request);
                line.send(RawUpstream.answer(last));
                return;
            }
            UpstreamFault fault = UpstreamFault.valueOf(last);
            if (!fault.early) {
                line.body(request);
            }
            fault.play.play(line, request);
        });
        proxy = new ProxyUnderTest(
                ProxyUnderTest.settings(upstream.port()).withTimeouts(TIMES),
                ForwardingSettings.DEFAULT.withKeepAlive(Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stop() throws Exception {
        ProxyBackend backend = proxy().backend;
        Eventually.holds(() -> backend.connections() == 0 && backend.timers() == 0);
        RawUpstream asked = upstream;
        Eventually.holds(() -> asked == null || asked.open() == 0);
        proxy().close();
        if (upstream != null) {
            upstream.close();
        }
    }

    private static ProxyUnderTest proxy() {
        if (proxy == null) {
            throw new IllegalStateException("not started");
        }
        return proxy;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        Eventually.holds(() -> proxy().backend.inFlight() == 0);
        assertThat(proxy().backend.connections()).isLessThan(20);
        assertThat(proxy().backend.tunnels()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void canBeToldAndSpoilsNothing(UpstreamFault fault) throws Exception {
        Random random = new Random(SEED ^ fault.name().hashCode());
        List<String> wrong = new ArrayList<>();
        for (String kind : KINDS) {
            boolean pipelines = random.nextInt(4) == 0 && !kind.equals("POST large") && !kind.endsWith("old");
            boolean warm = random.nextBoolean();
            try (RawConnection client = proxy().connect()) {
                if (warm) {
                    good(client);
                }
                wrong(fault, kind, client, pipelines)
                        .forEach(text -> wrong.add(
                                kind + (warm ? ", warm" : "") + (pipelines ? ", pipelined" : "") + ": " + text));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> wrong(UpstreamFault fault, String kind, RawConnection client, boolean pipelines)
            throws Exception {
        List<String> wrong = new ArrayList<>();
        String next = "good" + NUMBERS.incrementAndGet();
        client.offer(request(kind, fault.name()) + (pipelines ? request("GET", next) : ""));
        boolean goesOn = true;
        String method = kind.split(" ", -1)[0];
        try {
            Answer answer = method.equals("HEAD") ? client.readHead() : client.readWhole();
            judge(fault, method, answer, wrong);
            goesOn = !"close".equals(answer.header("connection")) && !kind.endsWith("old");
        } catch (IOException cut) {
            if (fault.expected == Expected.WHOLE) {
                wrong.add("cut: " + cut);
            }
            goesOn = false;
        }
        if (goesOn) {
            String text = (pipelines ? client : client.send(request("GET", next)))
                    .read()
                    .text();
            if (!text.equals(next)) {
                wrong.add("the next answer is " + text);
            }
        }
        try (RawConnection another = proxy().connect()) {
            good(another);
        }
        return wrong;
    }

    private static void judge(UpstreamFault fault, String method, Answer answer, List<String> wrong) {
        boolean failure = answer.status() >= 502 && answer.status() <= 504;
        if (failure && !answer.header("proxy-status").startsWith("sluice; error=")) {
            wrong.add(answer.status() + " without Proxy-Status");
        }
        Expected expected = fault.expected;
        if (expected == Expected.BROKEN_UNLESS_HEAD) {
            expected = method.equals("HEAD") ? Expected.ANY : Expected.BROKEN;
        }
        if (failure ? expected == Expected.WHOLE : expected == Expected.BROKEN) {
            wrong.add(answer.status() + " " + answer.headers() + " " + answer.text());
        }
        if (answer.text().contains("smuggled")) {
            wrong.add("the answer of nobody's request");
        }
    }

    private static void good(RawConnection client) throws IOException {
        String name = "good" + NUMBERS.incrementAndGet();
        assertThat(client.send(request("GET", name)).read().text()).isEqualTo(name);
    }

    private static String request(String kind, String name) {
        String version = kind.endsWith("old") ? "1.0" : "1.1";
        String head = kind.split(" ", -1)[0] + " /base/things/" + name + " HTTP/" + version + "\r\nHost: a\r\n";
        return switch (kind) {
            case "PUT" -> head + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{ \"n\": 1}";
            case "POST" -> head + "Content-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\nhello";
            case "POST large" ->
                head + "Content-Type: application/octet-stream\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000);
            case "POST chunked" ->
                head + "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n0\r\n\r\n";
            default -> head + "\r\n";
        };
    }
}
