package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Reply;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.traffic.Maintenance.Notice;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a closed door stands in the flow. */
@Timeout(60)
class MaintenanceStageTest {

    private static final Notice NOTICE = new Notice(90, "back at noon");

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\n\r\n";
    }

    @Test
    void aClosedNodeRefusesEverythingAndSaysWhenToComeAgain() throws Exception {
        try (GatedEdge edge = new GatedEdge(null);
                RawConnection client = new RawConnection(edge.port)) {
            edge.maintenance.close(NOTICE);
            for (String target : List.of("/thing", "/own", "/nowhere")) {
                Answer answer = client.send(get(target)).read();

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("90");
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.text()).contains("back at noon");
            }
            assertThat(edge.identified).hasValue(0);

            edge.maintenance.open();
            assertThat(client.send(get("/thing")).read().status()).isEqualTo(200);
            assertThat(client.send(get("/nowhere")).read().status()).isEqualTo(404);
        }
    }

    @Test
    void aClosedContractRefusesItsOwnPathsOnly() throws Exception {
        try (GatedEdge edge = new GatedEdge(null);
                RawConnection client = new RawConnection(edge.port)) {
            edge.maintenance.close(List.of("things.yaml"), NOTICE);
            assertThat(client.send(get("/thing")).read().status()).isEqualTo(503);
            assertThat(client.send(get("/nowhere")).read().status()).isEqualTo(404);

            edge.maintenance.open(List.of("things.yaml"));
            assertThat(client.send(get("/thing")).read().status()).isEqualTo(200);
            assertThat(edge.maintenance.state().isOn()).isFalse();
        }
    }

    @Test
    void whatWasLetInBeforeGoesOn() throws Exception {
        try (GatedEdge edge = new GatedEdge(null);
                RawConnection early = new RawConnection(edge.port);
                RawConnection late = new RawConnection(edge.port)) {
            early.send(get("/thing?wait"));
            Promise<Reply> reply = Objects.requireNonNull(edge.waiting.poll(20, TimeUnit.SECONDS));
            edge.maintenance.close(NOTICE);

            assertThat(late.send(get("/thing")).read().status()).isEqualTo(503);
            reply.complete(GatedEdge.thing());
            assertThat(early.read().status()).isEqualTo(200);
            assertThat(early.send(get("/thing")).read().status()).isEqualTo(503);
        }
    }

    @Test
    void pagesOfOtherOriginsMayReadWhy() throws Exception {
        Cors cors =
                new Cors(List.of("https://a.example"), List.of(), List.of(), List.of(), false, Duration.ofMinutes(10));
        try (GatedEdge edge = new GatedEdge(cors);
                RawConnection client = new RawConnection(edge.port)) {
            edge.maintenance.close(NOTICE);
            Answer preflight = client.send("""
                            OPTIONS /thing HTTP/1.1\r
                            Host: x\r
                            Origin: https://a.example\r
                            Access-Control-Request-Method: PUT\r
                            \r
                            """).readWhole();
            Answer refused = client.send(get("/thing")).read();

            assertThat(preflight.status()).isEqualTo(204);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
        }
    }
}
