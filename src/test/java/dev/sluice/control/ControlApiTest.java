package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.Contracts;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest {

    private final Operator operator;

    ControlApiTest() throws Exception {
        operator = new Operator();
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private JsonObject valid(String operationId, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        ResponseValidator validator =
                ResponseValidator.create(operator.vertx, Operator.await(ControlContract.load(operator.vertx)));
        Operator.await(validator.validate(
                ValidatableResponse.create(
                        200,
                        Buffer.buffer(response.body()),
                        response.headers().firstValue("content-type").orElse("")),
                operationId));
        return new JsonObject(response.body());
    }

    @Test
    void tellsWhatIsLoadedAndHowItIs() throws Exception {
        operator.limiter.decide(Operator.MODIFY, "p");

        JsonObject status = valid("status", operator.get("/v1/status"));

        assertThat(status).isEqualTo(new JsonObject("""
                                {"version": "1.2.3", "draining": false,
                                 "contracts": [{"file": "services.yaml", "title": "Services", "version": "1.0",
                                                "operations": 1, "warnings": ["services.yaml:1:1: one warning"]}],
                                 "store": {"state": "up", "detail": "PostgreSQL 18.4, embedded"},
                                 "breakers": [{"name": "store", "state": "closed", "failure_rate": -1.0,
                                               "slow_call_rate": -1.0, "calls": 3, "failed": 1, "slow": 0,
                                               "refused": 0}],
                                 "upstreams": [],
                                 "rate_limits": {"mode": "enforce", "allowed": 1, "refused": 0, "would_refuse": 0,
                                                 "shared": 0, "projects": 1}}"""));
    }

    @Test
    void tellsHowUpstreamsAre() throws Exception {
        operator.upstreams.set(List.of(new UpstreamState(
                "shop",
                true,
                List.of(new UpstreamState.Target("http://a", "10.0.0.1:80", "ejected", 1, 20, 5, 2)),
                List.of("http://b"),
                20,
                3,
                4,
                1,
                6,
                7,
                8,
                9)));

        assertThat(valid("status", operator.get("/v1/status")).getJsonArray("upstreams"))
                .isEqualTo(new JsonArray("""
                        [{"name": "shop", "panic": true,
                          "targets": [{"url": "http://a", "address": "10.0.0.1:80", "state": "ejected", "in_flight": 1,
                                       "requests": 20, "failures": 5, "ejections": 2}],
                          "unresolved": ["http://b"], "requests": 20, "retries": 3, "retries_denied": 4,
                          "in_flight": 1, "waiting": 6, "refused": 7, "connections": 8, "tunnels": 9}]"""));
    }

    @Test
    void theStatusFollowsWhatHappens() throws Exception {
        operator.breaker.set(new BreakerView("store", BreakerView.State.HALF_OPEN, 50, 0, 20, 10, 0, 7));
        operator.draining.set(true);
        operator.store.set(Future.failedFuture("connection refused"));

        JsonObject status = valid("status", operator.get("/v1/status"));

        assertThat(status.getBoolean("draining")).isTrue();
        assertThat(status.getJsonObject("store").getString("state")).isEqualTo("unknown");
        assertThat(status.getJsonArray("breakers").getJsonObject(0).getString("state"))
                .isEqualTo("half_open");
    }

    @Test
    void aStoreThatDoesNotAnswerDoesNotHoldTheStatusUp() throws Exception {
        operator.store.set(Promise.<StoreState>promise().future());

        JsonObject status = valid("status", operator.get("/v1/status"));

        assertThat(status.getJsonObject("store"))
                .isEqualTo(new JsonObject().put("state", "unknown").put("detail", "the store did not say in time"));
    }

    @Test
    void tellsWhatAProjectHasUsed() throws Exception {
        for (int i = 0; i < 3; i++) {
            operator.limiter.decide(Operator.MODIFY, "a b/ü");
        }

        JsonObject limits = valid("projectLimits", operator.get("/v1/projects/a%20b%2F%C3%BC/limits"));

        assertThat(limits.getString("project_id")).isEqualTo("a b/ü");
        assertThat(limits.getJsonArray("limits")).hasSize(2);
        JsonObject day = limits.getJsonArray("limits").getJsonObject(0);
        assertThat(day.remove("resets_in_seconds")).isInstanceOf(Double.class);
        assertThat(day)
                .isEqualTo(new JsonObject()
                        .put("policy", "per-project")
                        .put("quota", 2)
                        .put("window_seconds", 86_400)
                        .put("used", 2)
                        .put("refused", 1)
                        .put("shared", false));
    }

    @Test
    void resetsAProject() throws Exception {
        operator.limiter.decide(Operator.MODIFY, "p");

        HttpResponse<String> reset =
                operator.send("DELETE", "/v1/projects/p/limits", HttpRequest.BodyPublishers.noBody());

        assertThat(reset.statusCode()).isEqualTo(204);
        assertThat(operator.limiter.usage("p").result()).allMatch(usage -> usage.used() == 0);
    }

    @Test
    void refusesAProjectIdThatBreaksTheContractWithoutRepeatingIt() throws Exception {
        HttpResponse<String> refused = operator.get("/v1/projects/" + "x".repeat(257) + "/limits");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(refused.body()).getInteger("status")).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void refusesAProjectIdThatNoContractTakes(String method) throws Exception {
        operator.contracts.set(List.of(Contracts.parse("api.yaml", """
                openapi: 3.1.0
                x-sluice-project: project
                paths:
                  /{project}:
                    get:
                      parameters: [{name: project, in: path, required: true, schema: {type: string, pattern: '^[a-f]+$'}}]
                """)));

        HttpResponse<String> known =
                operator.send(method, "/v1/projects/abc/limits", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> refused =
                operator.send(method, "/v1/projects/xyz/limits", HttpRequest.BodyPublishers.noBody());

        assertThat(known.statusCode()).isBetween(200, 204);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("xyz");
    }
}
