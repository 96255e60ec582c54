package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private static final Duration OFTEN = Duration.ofMillis(5);

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Future<List<InetAddress>> answer(String host) {
        asked.incrementAndGet();
        List<InetAddress> found = names.get(host);
        return found == null ? Future.failedFuture(new UnknownHostException()) : Future.succeededFuture(found);
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    private Upstream open(UpstreamSettings settings) throws Exception {
        return await(Upstream.open(vertx, "upstream", settings, this::answer, new HttpClientOptions()));
    }

    private static List<String> addresses(Upstream upstream) {
        return upstream.view().targets().stream().map(TargetView::address).toList();
    }

    @Test
    void addressesNeedNoResolver() throws Exception {
        Upstream upstream = open(UpstreamSettings.of(List.of(
                new TargetSettings(URI.create("http://127.0.0.1:8080"), 1),
                new TargetSettings(URI.create("https://[::1]"), 1))));

        assertThat(addresses(upstream)).containsExactly("127.0.0.1:8080", "0:0:0:0:0:0:0:1:443");
        assertThat(asked).hasValue(0);
    }

    @Test
    void aTargetTellsItsAddressAndItsName() throws Exception {
        names.put("backend", List.of(address(1)));

        Target target = Objects.requireNonNull(
                open(UpstreamSettings.of("https://backend")).pick(Set.of()));

        assertThat(target.address()).isEqualTo(SocketAddress.inetSocketAddress(443, "10.0.0.1"));
        assertThat(target.host()).isEqualTo("backend");
        assertThat(target.port()).isEqualTo(443);
        assertThat(target.tls()).isTrue();
    }

    @Test
    void followsANameThatMoves() throws Exception {
        names.put("backend", List.of(address(1), address(2)));
        Upstream upstream = open(UpstreamSettings.of("http://backend").withDnsRefresh(OFTEN));
        List<String> before = addresses(upstream);

        names.put("backend", List.of(address(3), address(2)));

        Eventually.holds(() -> addresses(upstream).equals(List.of("10.0.0.3:80", "10.0.0.2:80")));
        assertThat(before).containsExactly("10.0.0.1:80", "10.0.0.2:80");
    }

    @Test
    void keepsTheLastAddressesWhenANameIsNotFoundAnyMore() throws Exception {
        names.put("backend", List.of(address(1)));
        Upstream upstream = open(UpstreamSettings.of("http://backend").withDnsRefresh(OFTEN));

        names.clear();
        int before = asked.get();
        Eventually.holds(() -> asked.get() > before + 2);

        assertThat(addresses(upstream)).containsExactly("10.0.0.1:80");
    }

    @Test
    void keepsTheLastAddressesWhenAnAnswerIsEmpty() throws Exception {
        names.put("backend", List.of(address(1)));
        Upstream upstream = open(UpstreamSettings.of("http://backend").withDnsRefresh(OFTEN));

        names.put("backend", List.of());
        int before = asked.get();
        Eventually.holds(() -> asked.get() > before + 2);

        assertThat(addresses(upstream)).containsExactly("10.0.0.1:80");
    }

    @Test
    void opensWithoutAnAddressAndTakesItWhenItIsThere() throws Exception {
        Upstream upstream = open(UpstreamSettings.of("http://backend"));
        Target none = upstream.pick(Set.of());

        names.put("backend", List.of(address(1)));

        assertThat(none).isNull();
        Eventually.holds(() -> upstream.pick(Set.of()) != null);
        assertThat(upstream.view().unresolved()).isEmpty();
    }

    @Test
    void asksForANameOnlyOnceAtATime() throws Exception {
        List<String> questions = new ArrayList<>();
        Resolver never = host -> {
            synchronized (questions) {
                questions.add(host);
            }
            return host.equals("hangs") && questions.size() > 2
                    ? Future.future(promise -> {})
                    : Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        };
        await(Upstream.open(
                vertx,
                "upstream",
                UpstreamSettings.of(List.of(
                                new TargetSettings(URI.create("http://hangs"), 1),
                                new TargetSettings(URI.create("http://well"), 1)))
                        .withDnsRefresh(OFTEN),
                never,
                new HttpClientOptions()));

        Eventually.holds(() -> {
            synchronized (questions) {
                return questions.size() > 20;
            }
        });

        synchronized (questions) {
            assertThat(questions.stream().filter("hangs"::equals)).hasSize(2);
        }
    }

    @Test
    void asksNoMoreOnceItIsClosed() throws Exception {
        names.put("backend", List.of(address(1)));
        Upstream closed = open(UpstreamSettings.of("http://backend").withDnsRefresh(OFTEN));
        await(closed.close());
        int before = asked.get();
        AtomicInteger others = new AtomicInteger();

        await(Upstream.open(
                vertx,
                "other",
                UpstreamSettings.of("http://backend").withDnsRefresh(OFTEN),
                host -> {
                    others.incrementAndGet();
                    return Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
                },
                new HttpClientOptions()));
        Eventually.holds(() -> others.get() > 10);

        assertThat(asked).hasValue(before);
        assertThat(closed.pick(Set.of())).isNotNull();
    }

    @Test
    void countsARequestOnceHoweverOftenItIsTried() throws Exception {
        Upstream upstream = open(UpstreamSettings.of("http://127.0.0.1").withRetries(new RetrySettings(3, 0, 1)));
        Target target = Objects.requireNonNull(upstream.pick(Set.of()));

        boolean first = upstream.mayRetry();
        upstream.pick(Set.of(target));
        // the second in this second or the first of the next one
        long later = Stream.generate(upstream::mayRetry)
                .limit(5)
                .filter(granted -> granted)
                .count();

        assertThat(first).isTrue();
        assertThat(later).isLessThan(5);
        assertThat(upstream.view().requests()).isEqualTo(1);
        assertThat(upstream.view().retriesDenied()).isPositive();
    }

    @Test
    void findsTheAddressesOfTheSystem() throws Exception {
        Upstream upstream = await(Upstream.open(vertx, "upstream", UpstreamSettings.of("http://localhost:8080")));

        assertThat(addresses(upstream)).contains("127.0.0.1:8080").noneMatch(address -> address.contains("::"));
    }

    @Test
    void aNameThatNobodyKnowsLeavesItWithoutATarget() throws Exception {
        // RFC 6761, 6.4: no such name may ever exist
        Upstream upstream = await(Upstream.open(vertx, "upstream", UpstreamSettings.of("http://backend.invalid")));

        assertThat(upstream.pick(Set.of())).isNull();
        assertThat(upstream.view().unresolved()).containsExactly("http://backend.invalid");
    }

    @Test
    void addressesOfIpv6CountOnlyWhereThereIsNoOther() throws Exception {
        InetAddress six = InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString("::1"));

        assertThat(VertxResolver.preferred(List.of(six, address(1)))).containsExactly(address(1));
        assertThat(VertxResolver.preferred(List.of(six))).containsExactly(six);
    }
}
