package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.ProxyClient.Protocol;
import dev.sluice.proxy.UpstreamFault.Expected;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.support.Seed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault, with every kind of request in each version of HTTP, on one and the same proxy (another one for those that wait): what the client sees can be told from a whole answer,
 * the next request is answered rightly on either connection, and nothing is left behind.
 */
class UpstreamFaultsTest {

    private static final long SEED = Seed.next();
    /** For what is waited for: much shorter than in production. */
    private static final Timeouts TIMES = new Timeouts(
            Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(1200));

    private static final int MOST_HICCUPS = 5;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static @Nullable RawUpstream upstream;
    private static @Nullable ProxyUnderTest patient;
    private static @Nullable ProxyUnderTest hasty;

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
        patient = proxy(upstream, ProxyUnderTest.PATIENT);
        hasty = proxy(upstream, TIMES);
    }

    private static ProxyUnderTest proxy(RawUpstream upstream, Timeouts times) throws Exception {
        return new ProxyUnderTest(
                ProxyUnderTest.patient(upstream.port()).withTimeouts(times),
                ForwardingSettings.DEFAULT.withReuse(ReuseSettings.DEFAULT.withKeepAlive(Duration.ofSeconds(1))));
    }

    @AfterAll
    static void stop() throws Exception {
        for (boolean waits : new boolean[] {true, false}) {
            ProxyBackend backend = proxy(waits).backend;
            Eventually.holds(() -> backend.connections() == 0 && backend.timers() == 0);
        }
        RawUpstream asked = upstream;
        Eventually.holds(() -> asked == null || asked.open() == 0);
        proxy(true).close();
        proxy(false).close();
        if (upstream != null) {
            upstream.close();
        }
    }

    private static ProxyUnderTest proxy(boolean hangs) {
        ProxyUnderTest proxy = hangs ? hasty : patient;
        if (proxy == null) {
            throw new IllegalStateException("not started");
        }
        return proxy;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        for (boolean waits : new boolean[] {true, false}) {
            ProxyBackend backend = proxy(waits).backend;
            Eventually.holds(() -> backend.inFlight() == 0);
            assertThat(backend.connections()).isLessThan(20);
            assertThat(backend.tunnels()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void canBeToldAndSpoilsNothing(UpstreamFault fault) {
        // most of them are waited for
        assertThat(Stream.of(Protocol.values()).parallel().flatMap(protocol -> wrong(fault, protocol).stream()))
                .isEmpty();
    }

    private static List<String> wrong(UpstreamFault fault, Protocol protocol) {
        Random random = new Random(SEED ^ fault.name().hashCode() ^ protocol.ordinal());
        List<String> wrong = new ArrayList<>();
        for (String kind : ProxyClient.KINDS) {
            boolean follows = random.nextInt(4) == 0 && !kind.equals("POST large") && !kind.endsWith("old");
            boolean warm = random.nextBoolean();
            if (protocol == Protocol.HTTP_2 && kind.endsWith("old")) {
                continue;
            }
            String what = protocol + " " + kind + (warm ? ", warm" : "") + (follows ? ", followed at once" : "");
            try (ProxyClient client = protocol.connect(proxy(fault.hangs));
                    ProxyClient another = protocol.connect(proxy(fault.hangs))) {
                if (warm) {
                    good(client);
                }
                wrong(fault, kind, client, follows).forEach(text -> wrong.add(what + ": " + text));
                good(another);
            } catch (IOException e) {
                wrong.add(what + ": " + e);
            }
        }
        return wrong;
    }

    /** @param follows whether the next request is sent before the answer has come */
    private static List<String> wrong(UpstreamFault fault, String kind, ProxyClient client, boolean follows)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        String next = "good" + NUMBERS.incrementAndGet();
        client.ask(kind, fault.name());
        if (follows) {
            client.ask("GET", next);
        }
        boolean goesOn;
        try {
            Answer answer = client.answer(kind);
            judge(fault, ProxyClient.method(kind), answer, wrong);
            goesOn = client.goesOn(false, kind, answer.header("connection"));
        } catch (IOException cut) {
            if (fault.expected == Expected.WHOLE) {
                wrong.add("cut: " + cut);
            }
            goesOn = client.goesOn(true, kind, "");
        }
        if (goesOn) {
            if (!follows) {
                client.ask("GET", next);
            }
            String text = answer(client, next);
            if (!text.equals(next)) {
                wrong.add("the next answer is " + text);
            }
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

    private static void good(ProxyClient client) throws IOException {
        String name = "good" + NUMBERS.incrementAndGet();
        client.ask("GET", name);
        assertThat(answer(client, name)).isEqualTo(name);
    }

    /** The answer that was asked for; anew where the machine, not the upstream, was too slow for the short times. */
    private static String answer(ProxyClient client, String asked) throws IOException {
        Answer answer = client.answer("GET");
        for (int i = 0; i < MOST_HICCUPS && answer.status() == 504; i++) {
            client.ask("GET", asked);
            answer = client.answer("GET");
        }
        return answer.text();
    }
}
