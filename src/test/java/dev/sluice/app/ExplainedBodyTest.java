package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Modes;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.judge.MessageJudge;
import dev.sluice.judge.Verdict;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.UnknownParameters;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller who is known by a signature over the body: the edge and an explanation come to the same end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainedBodyTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Signed, version: '1'}
            paths:
              /strict:
                post: &post
                  requestBody: {content: {application/json: {schema: {type: object, required: [a]}}}}
                  responses: {'200': {description: it}}
              /report:
                x-sluice-validation: {request: report}
                post: *post
            """;

    /** What is signed is whatever does not say that it is forged. */
    private static final Scheme SIGNED =
            (message, operation) -> new Identity.Claimed(Caller.ANONYMOUS, ExplainedBodyTest::confirm);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ContractPlan contract;
    private @Nullable EdgeServer edge;
    private int port;

    private static @Nullable Problem confirm(Body body) {
        return body instanceof Body.Bytes bytes && bytes.buffer().toString().contains("forged")
                ? Problem.of(ProblemType.UNAUTHENTICATED)
                : null;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @BeforeAll
    void start() throws Exception {
        contract = Contracts.parse("signed.yaml", CONTRACT);
        Mount mount = new Mount(
                        contract,
                        exchange -> Future.succeededFuture(new Reply.Full(200, "text/plain", Buffer.buffer("done"))))
                .in(Modes.DEFAULT);
        Stages stages = new Stages(
                List.of(mount),
                SIGNED,
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1",
                0,
                4096,
                8192,
                100_000,
                65_536,
                1000,
                new EdgeSettings.Timeouts(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)));
        edge = new EdgeServer(settings, stages, (exchange, status, problem) -> {});
        port = await(edge.start(vertx, 1));
    }

    @AfterAll
    void stop() throws Exception {
        await(Objects.requireNonNull(edge).stop(Duration.ofSeconds(1)));
        await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/strict|application/json|{\"a\":1}|none",
                "/strict|application/json|{\"a\":\"forged\"}|confirm 401",
                "/strict|application/json|{\"b\":\"forged\"}|confirm 401",
                "/strict|application/json|{\"b\":1}|validate 400",
                "/strict|text/plain|forged|validate 415",
                "/strict|text/plain|a|validate 415",
                "/strict|||none",
                "/report|application/json|{\"b\":1}|none",
                "/report|application/json|{\"b\":\"forged\"}|confirm 401",
                "/report|text/plain|forged|confirm 401",
                "/report|text/plain|a|none",
            })
    void explanationAndEdgeAgree(String path, @Nullable String type, @Nullable String body, String stage)
            throws Exception {
        JsonObject told = explained(path, type, body == null ? null : RecordedBody.of(body));
        JsonObject refused = told.getJsonObject("refused");
        int status = sent(path, type, body);

        assertThat(refused == null ? "none" : refused.getString("stage") + " " + refused.getInteger("status"))
                .isEqualTo(stage);
        assertThat(status).isEqualTo(refused == null ? 200 : refused.getInteger("status"));
        assertThat(told.getJsonObject("caller").getBoolean("confirmed"))
                .isEqualTo(body == null || !body.contains("forged"));
    }

    @Test
    void nobodyCanConfirmByTheBeginningOfABody() throws Exception {
        JsonObject told = explained("/report", "application/json", new RecordedBody(Buffer.buffer("{\"forged"), 1_000));

        assertThat(told.getJsonObject("caller").containsKey("confirmed")).isFalse();
        assertThat(told.containsKey("refused")).isFalse();
    }

    private JsonObject explained(String path, @Nullable String type, @Nullable RecordedBody body) {
        ContractPlan plan = Objects.requireNonNull(contract);
        OperationPlan operation = plan.operations().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (type != null) {
            headers.add("Content-Type", type);
        }
        Exchange exchange = new Exchange(new Message("POST", path, null, headers), "explained", 0);
        exchange.matched(plan, operation);
        if (body != null) {
            exchange.body(new Body.Bytes(body.content()));
        }
        Verdict verdict = new MessageJudge(List.of(plan), UnknownParameters.ALLOW)
                .judge(new RecordedExchange(new RecordedRequest("POST", path, headers, body), null))
                .request();
        JsonObject told = new JsonObject().put("caller", new JsonObject());
        Mode mode = Modes.DEFAULT.under(operation.validation()).request();
        new ExplainedBody(new RequestValidator(), mode)
                .tell(
                        told,
                        exchange,
                        body,
                        ExplainedBodyTest::confirm,
                        verdict instanceof Verdict.Invalid invalid ? invalid.problem() : null);
        return told;
    }

    private int sent(String path, @Nullable String type, @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
