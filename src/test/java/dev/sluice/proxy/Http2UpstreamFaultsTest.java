package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.ProxyClient.Protocol;
import dev.sluice.proxy.UpstreamFault.Expected;
import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an upstream of HTTP/2 does wrong is told to the client, and spoils no other request. */
class Http2UpstreamFaultsTest {

    private static final List<String> KINDS = List.of("GET", "HEAD", "POST", "POST large");
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private ProxyUnderTest proxy(Http2UpstreamFault fault) throws Exception {
        RawHttp2Upstream upstream = new RawHttp2Upstream((line, request) -> {
            if (!request.whole()) {
                return;
            }
            String last = request.last();
            if (last.startsWith("good")) {
                RawHttp2Upstream.answer(line, request, last);
            } else {
                fault.play.play(line, request);
            }
        });
        UpstreamSettings patient = ProxyUnderTest.patient(upstream.port());
        ProxyUnderTest proxy = new ProxyUnderTest(
                (fault.waits ? patient.withTimeouts(new Timeouts(SOON, SOON, SOON, SOON)) : patient)
                        .withTls(TlsSettings.DEFAULT, Http2.PRIOR_KNOWLEDGE),
                ForwardingSettings.DEFAULT);
        opened.add(proxy);
        opened.add(upstream);
        return proxy;
    }

    @ParameterizedTest
    @EnumSource
    void canBeToldAndSpoilsNothing(Http2UpstreamFault fault) throws Exception {
        ProxyUnderTest proxy = proxy(fault);

        assertThat(Stream.of(Protocol.values()).parallel().flatMap(protocol -> wrong(proxy, fault, protocol).stream()))
                .isEmpty();

        Eventually.holds(() -> proxy.backend.inFlight() == 0);
    }

    private static List<String> wrong(ProxyUnderTest proxy, Http2UpstreamFault fault, Protocol protocol) {
        List<String> wrong = new ArrayList<>();
        for (String kind : fault.waits ? List.of("GET") : KINDS) {
            try (ProxyClient client = protocol.connect(proxy);
                    ProxyClient another = protocol.connect(proxy)) {
                good(client);
                judge(fault, kind, client, wrong, protocol + " " + kind + ": ");
                good(another);
            } catch (IOException e) {
                wrong.add(protocol + " " + kind + ": " + e);
            }
        }
        return wrong;
    }

    private static void judge(
            Http2UpstreamFault fault, String kind, ProxyClient client, List<String> wrong, String what) {
        Answer answer;
        try {
            client.ask(kind, fault.name());
            answer = client.answer(kind);
        } catch (IOException cut) {
            if (fault.expected == Expected.WHOLE) {
                wrong.add(what + "cut: " + cut);
            }
            return;
        }
        boolean failure = answer.status() >= 502 && answer.status() <= 504;
        if (failure && !answer.header("proxy-status").startsWith("sluice; error=")) {
            wrong.add(what + answer.status() + " without Proxy-Status");
        }
        // a head is all there is of an answer to HEAD
        boolean any = fault.expected == Expected.ANY || (kind.equals("HEAD") && fault.expected != Expected.WHOLE);
        if (!any && (failure ? fault.expected == Expected.WHOLE : fault.expected != Expected.WHOLE)) {
            wrong.add(what + answer.status() + " " + answer.headers() + " " + answer.text());
        }
        if (answer.text().contains("smuggled") || answer.headers().containsKey("set-cookie")) {
            wrong.add(what + "what nobody has asked for");
        }
    }

    private static void good(ProxyClient client) throws IOException {
        String name = "good" + NUMBERS.incrementAndGet();
        client.ask("GET", name);
        assertThat(client.answer("GET").text()).isEqualTo(name);
    }
}
