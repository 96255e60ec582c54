package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Identity;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.contract.RouteTable;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.ProjectLimiter;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the limits stand in the flow, and what is known at once and what is awaited. */
@Timeout(60)
class LimitStageTest {

    private static final OperationPlan PUT = new OperationPlan(
            0,
            "put",
            "PUT",
            "/thing",
            List.of(),
            List.of(),
            new BodyPlan(
                    false, List.of(new MediaTypePlan(new MediaRange("*", "*", Map.of()), null)), ErrorCodes.NONE, ""),
            new ResponseTable(List.of()),
            null);
    private static final RateDecision UNLIMITED = RateDecision.Unlimited.UNLIMITED;
    private static final RateDecision DENIED =
            new RateDecision.Denied("\"a\";q=1;w=9", "\"a\";r=0;t=7", 7, "too often");
    private static final RateDecision BY_ADDRESS = new RateDecision.Allowed("\"a\";q=1;w=9", "\"a\";r=0;t=7");
    private static final RateDecision BY_PROJECT = new RateDecision.Allowed("\"p\";q=5;w=9", "\"p\";r=4;t=8");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger identified = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile RateDecision arrival = UNLIMITED;
    private volatile RateDecision settled = UNLIMITED;
    private volatile boolean late;
    private int port;

    @BeforeEach
    void start() throws Exception {
        RouteTable routes = (method, path) -> new RouteTable.Match.Found(PUT, List.of());
        ContractPlan contract = new ContractPlan(
                "test", "test", "1", "", null, List.of(PUT), routes, ErrorDialect.PROBLEM_DETAILS, List.of());
        Stages stages = new Stages(
                List.of(new Mount(contract, this::answer)),
                (message, operation) -> identify(),
                new Planned(),
                new RequestValidator());
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1",
                0,
                4096,
                8192,
                200_000,
                65_536,
                1000,
                new EdgeSettings.Timeouts(
                        Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9)));
        EdgeServer server = new EdgeServer(settings, stages, (exchange, status, problem) -> {});
        port = server.start(vertx, 1).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Identity identify() {
        identified.incrementAndGet();
        Identity known = new Identity.Known(Caller.ANONYMOUS);
        return late ? new Identity.Pending(later(known)) : known;
    }

    private Future<Reply> answer(Exchange exchange) {
        answered.incrementAndGet();
        int length =
                exchange.body() instanceof Body.Bytes bytes ? bytes.buffer().length() : 0;
        return Future.succeededFuture(new Reply.Full(200, "text/plain", Buffer.buffer("got " + length)));
    }

    private <T> Future<T> later(T value) {
        return vertx.timer(20, TimeUnit.MILLISECONDS).map(value);
    }

    /** Says what the test wants it to. */
    private final class Planned implements ProjectLimiter {

        @Override
        public RateDecision decide(OperationPlan operation, String project) {
            throw new AssertionError("not asked for");
        }

        @Override
        public RateDecision arrived(Exchange exchange) {
            return late ? new RateDecision.Pending(later(arrival)) : arrival;
        }

        @Override
        public RateDecision decide(Exchange exchange) {
            return late ? new RateDecision.Pending(later(settled)) : settled;
        }
    }

    private Answer put(String body) throws Exception {
        try (RawConnection client = new RawConnection(port)) {
            return client.send("PUT /thing HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .read();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLimitByAddressRefusesBeforeTheCallerIsAskedFor(boolean awaited) throws Exception {
        late = awaited;
        arrival = DENIED;

        Answer answer = put("x");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.header("RateLimit")).isEqualTo("\"a\";r=0;t=7");
        assertThat(answer.text()).contains("too often");
        assertThat(identified).hasValue(0);
        assertThat(answered).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allLimitsAreToldAndTheBodyComesWhole(boolean awaited) throws Exception {
        late = awaited;
        arrival = BY_ADDRESS;
        settled = BY_PROJECT;

        Answer answer = put("x".repeat(150_000));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("got 150000");
        assertThat(answer.headers().get("ratelimit")).containsExactly("\"a\";r=0;t=7", "\"p\";r=4;t=8");
        assertThat(answer.headers().get("ratelimit-policy")).containsExactly("\"a\";q=1;w=9", "\"p\";q=5;w=9");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOtherLimitsRefuseOnceTheCallerIsKnown(boolean awaited) throws Exception {
        late = awaited;
        settled = DENIED;

        Answer answer = put("x".repeat(1000));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(identified).hasValue(1);
        assertThat(answered).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatNobodyCanTellIsRefusedForAWhile(boolean awaited) throws Exception {
        late = awaited;
        settled = new RateDecision.Undecided(1);

        Answer answer = put("x");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.text()).contains("the rate limit cannot be told now");
        assertThat(answered).hasValue(0);
    }

    @Test
    void requestsThatWaitInARowKeepTheirBodies() throws Exception {
        late = true;
        settled = BY_PROJECT;
        try (RawConnection client = new RawConnection(port)) {
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= 5; i++) {
                all.append("PUT /thing HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: ")
                        .append(i)
                        .append("\r\n\r\n")
                        .append("x".repeat(i));
            }
            client.send(all.toString());

            for (int i = 1; i <= 5; i++) {
                assertThat(client.read().text()).isEqualTo("got " + i);
            }
        }
    }
}
