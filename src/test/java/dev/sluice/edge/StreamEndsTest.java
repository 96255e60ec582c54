package dev.sluice.edge;

import static dev.sluice.support.RawStreams.ACK;
import static dev.sluice.support.RawStreams.GOAWAY;
import static dev.sluice.support.RawStreams.PING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.net.TrustedProxies;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawStreams;
import dev.sluice.support.RawStreams.Frame;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How the edge ends connections of HTTP/2: when it stops, when it is about to, and when one has carried enough. */
class StreamEndsTest {

    @Test
    void letsStreamsEndWhenItDrains() throws Exception {
        FlowingEdge edge = new FlowingEdge(FlowingEdge.CLEAR, FlowingEdge.LONG);
        edge.start();
        try (RawStreams client = RawStreams.open(edge.port());
                RawStreams idle = RawStreams.open(edge.port())) {
            idle.get(1, "/thing").answer(1);
            client.put(1, "/thing?under-way").data(1, false, "hel");
            Eventually.holds(() -> edge.flowing.seen.contains("under-way"));

            Future<Void> stopped = edge.server().stop(Duration.ofSeconds(20));
            assertThat(client.await(GOAWAY).code()).isZero();
            assertThat(idle.end()).isZero();
            client.data(1, true, "lo");

            assertThat(client.answer(1).text()).isEqualTo("got 5 hello");
            FlowingEdge.await(stopped);
        } finally {
            edge.stop();
        }
    }

    @Test
    void tellsClientsToConnectAnewWhenItIsAboutToStop() throws Exception {
        FlowingEdge edge = new FlowingEdge(FlowingEdge.CLEAR, FlowingEdge.LONG);
        edge.start();
        try (RawStreams client = RawStreams.open(edge.port());
                RawStreams idle = RawStreams.open(edge.port())) {
            idle.get(1, "/thing").answer(1);
            client.put(1, "/thing?under-way").data(1, false, "hel");
            Eventually.holds(() -> edge.flowing.seen.contains("under-way"));

            edge.server().announceStop();

            Frame first = client.await(GOAWAY);
            assertThat(first.code()).isZero();
            assertThat(lastStream(first)).isEqualTo(Integer.MAX_VALUE);
            Frame ping = client.await(PING);
            // sent before the client has heard of it
            client.get(3, "/thing").frame(PING, ACK, 0, ping.payload());
            assertThat(client.answer(3).status()).isEqualTo(200);
            assertThat(lastStream(client.await(GOAWAY))).isEqualTo(3);
            client.data(1, true, "lo");
            assertThat(client.answer(1).text()).isEqualTo("got 5 hello");
            assertThat(client.end()).isEqualTo(-1);
            confirm(idle);
            assertThat(idle.end()).isZero();

            try (RawStreams late = RawStreams.open(edge.port())) {
                late.get(1, "/thing");
                assertThat(lastStream(late.await(GOAWAY))).isEqualTo(Integer.MAX_VALUE);
                confirm(late);
                assertThat(late.answer(1).status()).isEqualTo(200);
                assertThat(late.end()).isZero();
            }
        } finally {
            edge.stop();
        }
    }

    @Test
    void noticeCostsAClientNoRequest() throws Exception {
        FlowingEdge edge = new FlowingEdge(FlowingEdge.CLEAR, FlowingEdge.LONG);
        edge.start();
        AtomicInteger answered = new AtomicInteger();
        HttpClient client = edge.vertx()
                .createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false));
        try {
            List<Future<?>> lanes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                lanes.add(ask(client, edge, answered, 200));
            }
            Eventually.holds(() -> answered.get() > 400);
            edge.server().announceStop();

            for (Future<?> lane : lanes) {
                FlowingEdge.await(lane);
            }
            assertThat(answered).hasValue(8 * 200);
        } finally {
            edge.stop();
        }
    }

    /** So many requests one after the other. */
    private static Future<?> ask(HttpClient client, FlowingEdge edge, AtomicInteger answered, int count) {
        return count == 0
                ? Future.succeededFuture()
                : client.request(HttpMethod.GET, edge.port(), "localhost", "/thing")
                        .compose(request -> request.send())
                        .compose(response -> response.body()
                                .map(body -> answered.addAndGet(response.statusCode() == 200 ? 1 : -1_000_000)))
                        .compose(next -> ask(client, edge, answered, count - 1));
    }

    @Test
    void aConnectionCarriesSoManyRequestsAndNoMore() throws Exception {
        FlowingEdge edge = new FlowingEdge(
                new EdgeSettings.Transport(null, true, true, 100, 3, TrustedProxies.NONE), FlowingEdge.LONG);
        edge.start();
        try (RawStreams streams = RawStreams.open(edge.port());
                RawConnection lines = new RawConnection(edge.port())) {
            for (int i = 0; i < 3; i++) {
                RawConnection.Answer answer =
                        lines.send("GET /thing HTTP/1.1\r\nHost: a\r\n\r\n").read();
                assertThat(answer.header("connection")).isEqualTo(i < 2 ? "" : "close");
                streams.get(2 * i + 1, "/thing");
                if (i < 2) {
                    assertThat(streams.answer(2 * i + 1).status()).isEqualTo(200);
                }
            }
            assertThat(lines.isClosedByServer()).isTrue();
            assertThat(lastStream(streams.await(GOAWAY))).isEqualTo(Integer.MAX_VALUE);
            confirm(streams);
            assertThat(streams.answer(5).status()).isEqualTo(200);
            assertThat(streams.end()).isZero();
        } finally {
            edge.stop();
        }
    }

    private static int lastStream(Frame frame) {
        return ByteBuffer.wrap(frame.payload()).getInt();
    }

    private static void confirm(RawStreams client) throws IOException {
        client.frame(PING, ACK, 0, client.await(PING).payload());
    }

    @Test
    void aConnectionThatIgnoresTheNoticeIsAnsweredUntilTheStop() throws Exception {
        FlowingEdge edge = new FlowingEdge(FlowingEdge.CLEAR, FlowingEdge.LONG);
        edge.start();
        try (RawStreams client = RawStreams.open(edge.port())) {
            client.get(1, "/thing").answer(1);
            edge.server().announceStop();
            client.await(PING);
            for (int stream = 3; stream < 20; stream += 2) {
                assertThat(client.get(stream, "/thing").answer(stream).status()).isEqualTo(200);
            }
            client.put(21, "/thing?late").data(21, false, "hel");
            Eventually.holds(() -> edge.flowing.seen.contains("late"));

            Future<Void> stopped = edge.server().stop(Duration.ofSeconds(20));
            assertThat(lastStream(client.await(GOAWAY))).isEqualTo(21);
            client.data(21, true, "lo");

            assertThat(client.answer(21).text()).isEqualTo("got 5 hello");
            FlowingEdge.await(stopped);
        } finally {
            edge.stop();
        }
    }
}
