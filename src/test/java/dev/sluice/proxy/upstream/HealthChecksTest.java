package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.TargetView.State;
import dev.sluice.support.Eventually;
import dev.sluice.support.LoggedLines;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health checks over sockets. */
class HealthChecksTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final HealthSettings HEALTH = patient(Duration.ofSeconds(10));

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger status = new AtomicInteger(200);
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private static HealthSettings patient(Duration timeout) {
        return new HealthSettings("/health?deep=1", Duration.ofMillis(5), timeout, 2, 2);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private HttpServer backend() throws Exception {
        return await(vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(60))
                .requestHandler(request -> {
                    seen.add(request.method() + " " + request.uri() + " " + request.authority());
                    request.response().setStatusCode(status.get()).end("body");
                })
                .listen(0, LOOPBACK));
    }

    private static UpstreamSettings settings(int port) {
        return UpstreamSettings.of("http://" + LOOPBACK + ":" + port).withHealth(HEALTH);
    }

    private Upstream open(UpstreamSettings settings) throws Exception {
        return await(Upstream.open(vertx, "upstream", settings));
    }

    private static State state(Upstream upstream) {
        return upstream.view().targets().get(0).state();
    }

    @Test
    void asksWithAPlainRequest() throws Exception {
        int port = backend().actualPort();

        Upstream upstream = open(settings(port));
        Eventually.holds(() -> seen.size() > 3);

        assertThat(seen).containsOnly("GET /health?deep=1 " + LOOPBACK + ":" + port);
        assertThat(state(upstream)).isEqualTo(State.UP);
        assertThat(upstream.view().requests()).as("requests of clients").isZero();
    }

    @Test
    void asksForTheHostOfTheSettings() throws Exception {
        int port = backend().actualPort();

        open(settings(port).withHost(new HostHeader.Name("api.example.com")));
        Eventually.holds(() -> !seen.isEmpty());

        assertThat(seen.peek()).isEqualTo("GET /health?deep=1 api.example.com");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void leavesOutWhatIsNotWellUntilItIsAgain(int bad) throws Exception {
        Upstream upstream = open(settings(backend().actualPort()));

        status.set(bad);
        Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
        status.set(302);
        Eventually.holds(() -> state(upstream) == State.UP);

        assertThat(upstream.view().panic()).isFalse();
    }

    @Test
    void noticesThatNobodyListens() throws Exception {
        HttpServer backend = backend();
        Upstream upstream = open(settings(backend.actualPort()));
        Eventually.holds(() -> !seen.isEmpty());

        await(backend.close());

        Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
        assertThat(upstream.view().panic()).as("the only one").isTrue();
    }

    @Test
    void tellsTheLogWhatAilsIt() throws Exception {
        try (LoggedLines log = new LoggedLines(Targets.class.getName())) {
            HttpServer backend = backend();
            Upstream upstream = open(settings(backend.actualPort()));

            status.set(503);
            Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
            status.set(200);
            Eventually.holds(() -> state(upstream) == State.UP);
            await(backend.close());
            Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
            NetServer silent =
                    await(vertx.createNetServer().connectHandler(socket -> {}).listen(0, LOOPBACK));
            Upstream mute = open(settings(silent.actualPort()).withHealth(patient(Duration.ofMillis(200))));
            Eventually.holds(() -> state(mute) == State.UNHEALTHY);

            String before = "upstream upstream: " + LOOPBACK + ":" + backend.actualPort();
            // what follows the path may be a secret
            assertThat(log.lines())
                    .contains(
                            before + " is not well: GET /health: status 503",
                            before + " is well again",
                            before + " is not well: GET /health: connection refused",
                            "upstream upstream: " + LOOPBACK + ":" + silent.actualPort()
                                    + " is not well: GET /health: no answer within 200 ms");
        }
    }

    @Test
    void oneThatSaysNothingIsNotWell() throws Exception {
        NetServer silent =
                await(vertx.createNetServer().connectHandler(socket -> {}).listen(0, LOOPBACK));

        Upstream upstream = open(settings(silent.actualPort()).withHealth(patient(Duration.ofMillis(200))));

        Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
    }

    @Test
    void oneThatDripsItsHeadIsNotWell() throws Exception {
        AtomicInteger open = new AtomicInteger();
        NetServer dripping = await(vertx.createNetServer()
                .connectHandler(socket -> {
                    open.incrementAndGet();
                    socket.write("HTTP/1.1 200 OK\r\n");
                    long timer = vertx.setPeriodic(20, drip -> socket.write("X: y\r\n"));
                    socket.closeHandler(closed -> {
                        vertx.cancelTimer(timer);
                        open.decrementAndGet();
                    });
                })
                .listen(0, LOOPBACK));

        Upstream upstream = open(settings(dripping.actualPort()).withHealth(patient(Duration.ofMillis(200))));

        Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
        await(upstream.close());
        Eventually.holds(() -> open.get() == 0);
    }

    @Test
    void oneThatTalksNonsenseIsNotWell() throws Exception {
        NetServer nonsense = await(vertx.createNetServer()
                .connectHandler(socket -> socket.write("nonsense\r\n\r\n"))
                .listen(0, LOOPBACK));

        Upstream upstream = open(settings(nonsense.actualPort()));

        Eventually.holds(() -> state(upstream) == State.UNHEALTHY);
    }

    @Test
    void aBodyWithoutAnEndIsNotReadToIt() throws Exception {
        AtomicInteger open = new AtomicInteger();
        HttpServer endless = await(vertx.createHttpServer()
                .connectionHandler(connection -> {
                    open.incrementAndGet();
                    connection.closeHandler(closed -> open.decrementAndGet());
                })
                .requestHandler(request -> {
                    seen.add(request.uri());
                    request.response().setChunked(true).write("more");
                })
                .listen(0, LOOPBACK));

        Upstream upstream = open(settings(endless.actualPort()));
        Eventually.holds(() -> seen.size() > 5);

        assertThat(state(upstream)).isEqualTo(State.UP);
        await(upstream.close());
        Eventually.holds(() -> open.get() == 0);
    }

    @Test
    void watchesTheAddressesThatANameHasNow() throws Exception {
        int port = backend().actualPort();
        Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress there = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        names.put("backend", List.of(here, there));
        Upstream upstream = await(Upstream.open(
                vertx,
                "upstream",
                UpstreamSettings.of(List.of(new TargetSettings(URI.create("http://backend:" + port), 1)))
                        .withHealth(HEALTH)
                        .withDnsRefresh(Duration.ofMillis(10)),
                host -> Future.succeededFuture(names.get(host)),
                new HttpClientOptions()));
        // nobody listens at the second one
        Eventually.holds(() -> upstream.view().targets().get(1).state() == State.UNHEALTHY);

        names.put("backend", List.of(there));
        Eventually.holds(() -> upstream.view().targets().size() == 1);
        names.put("backend", List.of(here));

        Eventually.holds(() -> upstream.view().targets().get(0).address().equals(LOOPBACK + ":" + port));
        assertThat(state(upstream)).isEqualTo(State.UP);
    }

    @Test
    void asksNoMoreOnceItIsClosed() throws Exception {
        Upstream upstream = open(settings(backend().actualPort()));
        Eventually.holds(() -> seen.size() > 2);

        await(upstream.close());
        // what was under way at that moment may still come
        seen.clear();
        Upstream other = open(settings(backend().actualPort()).withHost(new HostHeader.Name("other")));
        Eventually.holds(
                () -> seen.stream().filter(line -> line.endsWith(" other")).count() > 20);

        assertThat(seen.stream().filter(line -> !line.endsWith(" other"))).hasSizeLessThan(2);
        await(other.close());
    }
}
