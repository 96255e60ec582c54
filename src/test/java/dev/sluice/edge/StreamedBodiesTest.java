package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.UnknownParameters;
import dev.sluice.validation.Unstreamable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are larger than what is held of one, in front of a backend that does not read them. */
class StreamedBodiesTest {

    private static final int MAX_BODY = 10_000;
    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: streams, version: '1' }
            paths:
              /rows:
                put:
                  parameters: [ { name: n, in: query, schema: { type: integer } } ]
                  requestBody:
                    content:
                      application/json:
                        schema: { type: array, items: { type: object, properties: { n: { type: integer, maximum: 10 } } } }
                      application/octet-stream: { schema: { type: string, maxLength: 200000 } }
                      application/x-unknown: {}
                  responses: { '200': { description: ok } }
              /unique:
                put:
                  requestBody: { content: { application/json: { schema: { type: array, uniqueItems: true } } } }
                  responses: { '200': { description: ok } }
            """;

    private final Vertx vertx = Vertx.vertx();
    private RequestValidator validator = new RequestValidator();
    private int port;

    /** Throws bodies away. */
    private static final class Sink implements Backend {

        @Override
        public Future<Reply> answer(Exchange exchange) {
            String body = exchange.body() instanceof Body.Judged judged ? "judged " + judged.length() : "held";
            return Future.succeededFuture(new Reply.Full(200, "text/plain", Buffer.buffer(body)));
        }

        @Override
        public boolean readsBodies() {
            return false;
        }
    }

    private void start(Unstreamable unstreamable) throws Exception {
        ContractPlan contract = Contracts.parse("streams.yaml", CONTRACT);
        validator = new RequestValidator(UnknownParameters.ALLOW, unstreamable);
        Stages stages = new Stages(
                List.of(new Mount(contract, new Sink())),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                validator);
        Duration time = Duration.ofSeconds(20);
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1", 0, 4096, 8192, MAX_BODY, 65_536, 1000, new EdgeSettings.Timeouts(time, time, time, time));
        port = new EdgeServer(settings, stages, (exchange, status, problem) -> {})
                .start(vertx, 1)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Answer put(String path, String type, String body, boolean chunked) throws IOException {
        try (RawConnection client = new RawConnection(port)) {
            String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length();
            client.send(head("PUT " + path + " HTTP/1.1", "Content-Type: " + type + "\r\n" + length));
            if (chunked) {
                for (int i = 0; i < body.length(); i += 7_000) {
                    String piece = body.substring(i, Math.min(body.length(), i + 7_000));
                    client.offer(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
                }
                client.offer("0\r\n\r\n");
            } else {
                client.offer(body);
            }
            return client.read();
        }
    }

    private static String head(String line, String fields) {
        return line + "\r\nHost: a\r\n" + fields + "\r\n\r\n";
    }

    private static String rows(int count, String last) {
        return "[" + "{\"n\":1,\"unknown\":\"\"},".repeat(count) + last + "]";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areJudgedWhileTheyCome(boolean chunked) throws Exception {
        start(Unstreamable.REFUSE);
        String body = rows(100_000, "{\"n\":10}");

        assertThat(put("/rows", "application/json", body, chunked).text()).isEqualTo("judged " + body.length());
        assertThat(put("/rows", "application/json", rows(3, "{}"), chunked).text())
                .isEqualTo("held");
        assertThat(put("/rows", "application/x-unknown", body, chunked).text()).isEqualTo("judged " + body.length());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areRefusedWhereTheyBreakTheContract(boolean chunked) throws Exception {
        start(Unstreamable.REFUSE);

        Answer late = put("/rows", "application/json", rows(2_000, "{\"n\":11}"), chunked);
        Answer malformed = put("/rows", "application/json", rows(2_000, "{]"), chunked);
        Answer bytes = put("/rows", "application/octet-stream", "x".repeat(200_001), chunked);

        assertThat(late.status()).isEqualTo(400);
        assertThat(late.text()).contains("\"pointer\":\"/2000/n\"").contains("maximum");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(bytes.status()).isEqualTo(400);
        assertThat(bytes.text()).contains("maxLength");
        assertThat(put("/rows", "application/octet-stream", "x".repeat(200_000), chunked)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void areNotAskedForWhenTheHeadIsWrong() throws Exception {
        start(Unstreamable.REFUSE);
        try (RawConnection client = new RawConnection(port)) {
            client.send(head(
                    "PUT /rows?n=x HTTP/1.1",
                    "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1000000"));

            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void areRefusedWhereTheyCanBeJudgedAsAWholeOnly() throws Exception {
        start(Unstreamable.REFUSE);

        assertThat(put("/unique", "application/json", rows(2_000, "{}"), false).status())
                .isEqualTo(413);
        assertThat(validator.unjudgedBodies()).isZero();
    }

    @Test
    void passUnjudgedAndAreCountedWhereThatIsSet() throws Exception {
        start(Unstreamable.PASS);

        Answer whole = put("/unique", "application/json", rows(2_000, "{}"), true);
        Answer broken = put("/rows", "application/json", rows(2_000, "{\"n\":11}"), true);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(validator.unjudgedBodies()).isEqualTo(1);
    }
}
