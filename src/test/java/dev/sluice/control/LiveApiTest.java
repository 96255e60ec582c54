package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.support.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveApiTest {

    /** A request for events, as it is on the wire. */
    private static final class Viewer implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        Viewer(int port, String... headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            socket.getOutputStream()
                    .write(("GET /v1/live HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        String status() throws IOException {
            return String.valueOf(lines.readLine());
        }

        JsonObject snapshot() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    return new JsonObject(line.substring(6));
                }
            }
            throw new AssertionError("the events have ended");
        }

        /** Asks for a snapshot that is not empty, and reads up to it. */
        JsonObject next(AtomicBoolean asked) throws IOException {
            asked.set(true);
            JsonObject next = snapshot();
            while (next.isEmpty()) {
                next = snapshot();
            }
            return next;
        }

        /** Reads until the connection ends; fails where it does not. */
        void awaitEnd() throws IOException {
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void answered(Operator operator, int status, Duration after) {
        Exchange exchange = new Exchange(
                new Message("PUT", "/v1/p/services/1", null, HttpHeaders.headers(), null),
                "1",
                System.nanoTime() - after.toNanos());
        exchange.matched(Operator.CONTRACT, Operator.MODIFY);
        operator.metrics.requests().ended(exchange, status, null);
    }

    @Test
    void viewersDoNotHoldUpAStop() throws Exception {
        try (Operator operator = new Operator();
                Viewer viewer = new Viewer(operator.port)) {
            assertThat(viewer.status()).isEqualTo("HTTP/1.1 200 OK");
            viewer.snapshot();

            Operator.await(operator.server.stop(Duration.ofMinutes(10)));

            assertThatCode(viewer::awaitEnd).doesNotThrowAnyException();
        }
    }

    @Test
    void tellsEachSecondWhatHasHappenedInIt() throws Exception {
        ControlSettings hasty = new ControlSettings("127.0.0.1", 0, Duration.ofSeconds(2), Duration.ofSeconds(2), 1024);
        try (Operator operator = new Operator(hasty);
                Viewer viewer = new Viewer(operator.port)) {
            assertThat(viewer.status()).isEqualTo("HTTP/1.1 200 OK");
            viewer.snapshot();
            JsonObject snapshot = ofOneBurst(operator, viewer);

            JsonObject requests = snapshot.getJsonObject("requests");
            double seconds = snapshot.getDouble("seconds");
            assertThat(requests.getDouble("rate") * seconds).isCloseTo(100, within(1.0));
            assertThat(requests.getJsonObject("statuses").getDouble("4xx") * seconds)
                    .isCloseTo(10, within(1.0));
            JsonObject latency = snapshot.getJsonObject("latency");
            assertThat(latency.getDouble("p50")).isBetween(9.0, 12.0);
            assertThat(latency.getDouble("p99")).isBetween(900.0, 1_200.0);
            assertThat(snapshot.getInteger("connections")).isEqualTo(7);
            JsonObject busiest = snapshot.getJsonArray("operations").getJsonObject(0);
            assertThat(busiest.getString("method")).isEqualTo("PUT");
            assertThat(busiest.getString("route")).isEqualTo(Operator.MODIFY.path());
            JsonObject nearest =
                    snapshot.getJsonObject("limits").getJsonArray("nearest").getJsonObject(0);
            assertThat(nearest.getString("project")).isEqualTo("flooding");
            assertThat(nearest.getInteger("used")).isEqualTo(1);
            assertThat(snapshot.getJsonArray("breakers").size()).isEqualTo(1);
            assertThat(snapshot.getJsonObject("maintenance").getBoolean("on")).isFalse();
            JsonObject quiet = viewer.snapshot();
            assertThat(quiet.getJsonObject("requests").getDouble("rate")).isZero();
            assertThat(quiet.containsKey("latency")).isFalse();
        }
    }

    /** A second in which a hundred requests ended: once more where it ended amid them, or the limit's window with it. */
    private static JsonObject ofOneBurst(Operator operator, Viewer viewer) throws Exception {
        for (long total = 100; total <= 2_000; total += 100) {
            for (int i = 0; i < 100; i++) {
                answered(operator, i < 90 ? 200 : 429, Duration.ofMillis(i < 98 ? 10 : 1_000));
            }
            operator.limiter.decide(Operator.MODIFY, "flooding");
            JsonObject snapshot = viewer.snapshot();
            boolean whole = ended(snapshot) == total
                    && snapshot.getJsonObject("requests").getDouble("rate") * snapshot.getDouble("seconds") > 99;
            while (ended(snapshot) < total) {
                snapshot = viewer.snapshot();
            }
            if (whole
                    && !snapshot.getJsonObject("limits").getJsonArray("nearest").isEmpty()) {
                return snapshot;
            }
        }
        throw new IllegalStateException("each burst was split");
    }

    private static long ended(JsonObject snapshot) {
        return snapshot.getJsonObject("requests").getLong("total");
    }

    @Test
    void hasSoManyPlacesAndGivesThemBack() throws Exception {
        try (Operator operator = new Operator()) {
            List<Viewer> viewers = new ArrayList<>();
            for (int i = 0; i < LiveApi.MOST_VIEWERS; i++) {
                Viewer viewer = new Viewer(operator.port);
                assertThat(viewer.status()).contains(" 200 ");
                viewers.add(viewer);
            }
            try (Viewer oneMore = new Viewer(operator.port)) {
                assertThat(oneMore.status()).contains(" 503 ");
            }
            viewers.get(0).close();

            Eventually.holds(() -> {
                try (Viewer next = new Viewer(operator.port)) {
                    return next.status().contains(" 200 ");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            for (Viewer viewer : viewers) {
                viewer.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 200", "none, 200"})
    void isForNoPageOfAnotherOrigin(String site, int status) throws Exception {
        try (Operator operator = new Operator();
                Viewer viewer = new Viewer(operator.port, "Sec-Fetch-Site: " + site)) {
            assertThat(viewer.status()).contains(" " + status + " ");
        }
    }

    @Test
    void letsGoOfAViewerThatDoesNotReadAndDoesNothingForNobody() throws Exception {
        Vertx vertx = Vertx.vertx();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        JsonObject large = new JsonObject().put("text", "x".repeat(200_000));
        // one at a time, when the last one was read: a reader that is only slow must not be taken for deaf
        AtomicBoolean asked = new AtomicBoolean();
        LiveApi live = new LiveApi(vertx, 5, begun::incrementAndGet, () -> {
            made.incrementAndGet();
            return asked.getAndSet(false) ? large : new JsonObject();
        });
        Router router = Router.router(vertx);
        router.get("/v1/live").handler(live::watch);
        try {
            int port = Operator.await(
                            vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                    .actualPort();
            try (Viewer deaf = new Viewer(port);
                    Viewer keen = new Viewer(port)) {
                assertThat(deaf.status()).contains(" 200 ");
                Eventually.holds(() -> {
                    try {
                        assertThat(keen.next(asked)).isEqualTo(large);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    return live.viewers() == 1;
                });
                assertThat(keen.next(asked)).isEqualTo(large);
            }
            Eventually.holds(() -> live.viewers() == 0);
            long still = Eventually.settles(made::get);

            assertThat(made.get()).isEqualTo((int) still);
            assertThat(begun.get()).isEqualTo(1);
        } finally {
            Operator.await(vertx.close());
        }
    }
}
