package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Violation;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Evidence;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control port's side of what was found in messages. */
class FindingsApiTest {

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics("1");
    private final Findings findings = new Findings(10, true, () -> Instant.ofEpochMilli(1_500));
    private final int port;

    FindingsApiTest() throws Exception {
        LocalProjectLimiter limiter = new LocalProjectLimiter(RateLimitSettings.DEFAULT, List.of());
        ControlSources sources = new ControlSources("1", List::of, limiter, List::of, null, () -> false);
        port = Operator.await(new ControlServer(
                        vertx,
                        ControlSettings.DEFAULT.withPort(0),
                        ControlParts.of(sources, metrics).with(findings))
                .start());
    }

    @AfterEach
    void stop() throws Exception {
        Operator.await(vertx.close());
        metrics.close();
    }

    private HttpResponse<String> send(String method) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/findings"))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private JsonObject shown() throws Exception {
        HttpResponse<String> response = send("GET");
        assertThat(response.statusCode()).isEqualTo(200);
        ResponseValidator validator = ResponseValidator.create(vertx, Operator.await(ControlContract.load(vertx)));
        Operator.await(validator.validate(
                ValidatableResponse.create(200, Buffer.buffer(response.body()), "application/json"), "findings"));
        return new JsonObject(response.body());
    }

    private void find(String pointer) throws Exception {
        ContractPlan contract = Contracts.parse("shop.yaml", """
                openapi: 3.1.0
                info: {title: t, version: v}
                paths: {/orders: {post: {operationId: order, responses: {'200': {description: d}}}}}
                """);
        Message message =
                new Message("POST", "/orders", null, HttpHeaders.headers().add("A", "secret"));
        Exchange exchange = new Exchange(message, "r", 0);
        exchange.matched(contract, contract.operations().get(0));
        Evidence evidence = Evidence.ofAnswer(
                200,
                HttpHeaders.headers().add("Content-Type", "application/json"),
                Buffer.buffer("{\"token\":\"secret\",\"n\":1}"));
        findings.found(
                exchange,
                evidence,
                List.of(new Violation(In.BODY, "", pointer, "maximum", "/s/maximum", "expected less", null)));
        findings.counts().add(Direction.RESPONSE, Verdict.REPORTED);
    }

    @Test
    void showsWhatWasFoundByOperation() throws Exception {
        find("/items/3");
        find("/items/7");

        assertThat(shown()).isEqualTo(new JsonObject("""
                {"messages": {"request": {"valid": 0, "reported": 0, "blocked": 0, "skipped": 0, "unjudged": 0},
                              "response": {"valid": 0, "reported": 2, "blocked": 0, "skipped": 0, "unjudged": 0}},
                 "others": 0,
                 "operations": [{"contract": "shop.yaml", "operation": "order", "method": "POST", "route": "/orders",
                    "findings": [{"direction": "response", "in": "body", "name": "", "keyword": "maximum",
                       "pointer": "/items/*", "schema_pointer": "/s/maximum", "message": "expected less", "count": 2,
                       "first_seen": "1970-01-01T00:00:01.500Z", "last_seen": "1970-01-01T00:00:01.500Z",
                       "exemplar": {"request_id": "r", "method": "POST", "path": "/orders", "status": 200,
                          "content_type": "application/json", "headers": ["Content-Type"],
                          "body": "{\\"token\\":\\"[redacted]\\",\\"n\\":1}"}}]}]}"""));
    }

    @Test
    void forgetsThem() throws Exception {
        find("/a");

        assertThat(send("DELETE").statusCode()).isEqualTo(204);

        assertThat(shown().getJsonArray("operations")).isEmpty();
        assertThat(send("POST").statusCode()).isEqualTo(405);
    }
}
