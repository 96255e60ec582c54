package dev.sluice.mock;

import static dev.sluice.mock.BehavedServer.BODY;
import static dev.sluice.mock.BehavedServer.await;
import static dev.sluice.mock.BehavedServer.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyOverSocketsTest {

    @Test
    void answersNotBeforeItsTime() throws IOException {
        try (BehavedServer server = new BehavedServer("50ms", "none");
                RawConnection client = server.connect()) {
            long start = System.nanoTime();
            assertThat(client.send(get("/json")).read().text()).isEqualTo(BODY);
            assertThat(client.send(get("/json", "X-Delay: 120")).read().text()).isEqualTo(BODY);

            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(170).toNanos());
        }
    }

    @Test
    void faultsComeAsLateAsAnswers() throws IOException {
        try (BehavedServer server = new BehavedServer("60ms", "reset=100%");
                RawConnection client = server.connect()) {
            long start = System.nanoTime();
            assertThat(client.send(get("/json")).isClosedByServer()).isTrue();

            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(60).toNanos());
        }
    }

    @Test
    void aClientThatLeavesWaitsNoMore() throws IOException {
        try (BehavedServer server = new BehavedServer("20s", "none")) {
            for (int i = 0; i < 50; i++) {
                try (RawConnection client = server.connect()) {
                    client.send(get("/json"));
                }
            }

            // long before the time has come
            Eventually.holds(() -> server.ended(0) == 50 && server.connections() == 0);
            assertThat(server.ended).containsOnlyKeys(0);
        }
    }

    @Test
    void waitingAnswersAreStillGivenWhenTheServerStops() throws IOException {
        try (BehavedServer server = new BehavedServer("400ms", "none")) {
            List<RawConnection> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(server.connect().send(get("/json")));
            }
            Eventually.holds(() -> server.asked.get() == 20);

            Future<Void> stopped = server.stop(Duration.ofSeconds(10));

            for (RawConnection client : clients) {
                Answer answer = client.read();
                assertThat(answer.text()).isEqualTo(BODY);
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(client.isClosedByServer()).isTrue();
                client.close();
            }
            await(stopped);
        }
    }

    @Test
    void thousandsWaitWithoutAThreadOfTheirOwn() throws IOException {
        int connections = Math.min(2_000, freeFiles() / 2 - 300);
        // the first connection is kept: a socket that nobody has is closed when it is collected
        try (BehavedServer server = new BehavedServer("4s", "none");
                RawConnection first = server.connect()) {
            first.send(get("/none", "X-Delay: 0")).read();
            List<RawConnection> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(server.connect());
            }
            Eventually.holds(() -> server.connections() > connections);
            int threads = Thread.activeCount();
            for (RawConnection client : clients) {
                client.send(get("/json"));
            }
            Eventually.holds(() -> server.asked.get() == connections + 1);

            assertThat(server.ended(200)).isZero();
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
            for (RawConnection client : clients) {
                assertThat(client.read().text()).isEqualTo(BODY);
                client.close();
            }
            assertThat(server.ended(200)).isEqualTo(connections);
        }
    }

    /** Each connection takes two of them: one at either end. */
    private static int freeFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.min(100_000, system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
                : 2_000;
    }
}
