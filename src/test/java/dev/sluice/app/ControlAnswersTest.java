package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Location;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.Reading;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.exchange.Violation;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the control side answers is declared by its contract: the status, the media type, the headers and the body. */
class ControlAnswersTest {

    private static final String JSON = "application/json";

    /** What these requests do not lead to: slowness, failures and other processes. */
    private static final Set<Integer> NOT_TRIED = Set.of(408, 500, 502, 503);

    /** What only a bug, slowness or 64 MiB would lead to. */
    private static final Set<String> NOT_REACHED =
            Set.of("version 422", "diff 422", "validate 422", "explain 422", "restoreMockState 413");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ResponseValidator validator = new ResponseValidator();
    private final Map<String, Set<Integer>> seen = new TreeMap<>();
    private final List<String> undeclared = new ArrayList<>();
    private final Map<String, OperationPlan> operations = new LinkedHashMap<>();
    private String control = "";
    private String token = "";

    /** A request that an operation takes. */
    private record Call(String operation, String method, String path, String body) {

        Call to(String otherPath) {
            return new Call(operation, method, otherPath, body);
        }

        Call with(String otherBody) {
            return new Call(operation, method, path, otherBody);
        }
    }

    private static final String BAD = ServiceUnderTest.shop("x").replace("in: path", "in: paht");

    private static final List<Call> CALLS = List.of(
            new Call("status", "GET", "/v1/status", ""),
            new Call("projectLimits", "GET", "/v1/projects/p1/limits", ""),
            new Call("resetProjectLimits", "DELETE", "/v1/projects/p1/limits", ""),
            new Call("mockState", "GET", "/v1/mock/state", ""),
            new Call("restoreMockState", "PUT", "/v1/mock/state", "{\"contracts\":[]}"),
            new Call("forgetMockState", "DELETE", "/v1/mock/state", ""),
            new Call("findings", "GET", "/v1/findings", ""),
            new Call("forgetFindings", "DELETE", "/v1/findings", ""),
            new Call("coverage", "GET", "/v1/coverage?min=1.5&of=values", ""),
            new Call("resetCoverage", "DELETE", "/v1/coverage", ""),
            new Call("maintenance", "GET", "/v1/maintenance", ""),
            new Call("changeMaintenance", "PUT", "/v1/maintenance", "{\"on\":false}"),
            new Call("operations", "GET", "/v1/operations?contract=shop", ""),
            new Call("operation", "GET", "/v1/operations/0?contract=shop", ""),
            new Call("document", "GET", "/v1/document?contract=shop", ""),
            new Call("tryRequest", "POST", "/v1/try", "{\"method\":\"GET\",\"path\":\"/orders/1\"}"),
            new Call("contracts", "GET", "/v1/contracts", ""),
            new Call("registerContract", "POST", "/v1/contracts", content("spare", "one")),
            new Call("contract", "GET", "/v1/contracts/shop", ""),
            new Call("addVersion", "POST", "/v1/contracts/spare/versions", content(null, "two")),
            new Call("version", "GET", "/v1/contracts/shop/versions/1", ""),
            new Call("diff", "GET", "/v1/contracts/shop/diff?from=1&to=2&strict=true", ""),
            new Call("deactivate", "DELETE", "/v1/contracts/shop/active", ""),
            new Call("activate", "PUT", "/v1/contracts/shop/active", "{\"version\":1}"),
            new Call(
                    "validate",
                    "POST",
                    "/v1/validate",
                    "{\"contract\":\"shop\",\"message\":{\"request\":{\"method\":\"GET\",\"url\":\"/orders/0\"}}}"),
            new Call("explain", "POST", "/v1/explain", "{\"request\":{\"method\":\"GET\",\"url\":\"/orders/1\"}}"),
            new Call("removeVersion", "DELETE", "/v1/contracts/spare/versions/1", ""),
            new Call("removeContract", "DELETE", "/v1/contracts/spare", ""));

    private static String content(@Nullable String name, String release) {
        JsonObject json = new JsonObject().put("content", ServiceUnderTest.shop(release));
        return (name == null ? json : json.put("name", name)).encode();
    }

    @Test
    void everyAnswerIsDeclared(@TempDir Path folder) throws Exception {
        ContractPlan plan = Contracts.load(Location.of("openapi/control.yaml"), Reading.JUDGE);
        plan.operations().forEach(operation -> operations.put(operation.id(), operation));
        try (ServiceUnderTest server = new ServiceUnderTest("store: {data: '" + folder
                + "'}\ncontracts: [{registry: shop, backend: mock}]\nmock: {stateful: true}\nregistry: {maxVersions: 2, maxContracts: 2}\n"
                + "service: {maxContract: 64KiB, maxBody: 1MiB, maxBatch: 2}\n")) {
            control = server.started().control().url();
            token = server.started().token().orElseThrow().value();
            server.upload("shop", ServiceUnderTest.shop("one"));
            server.upload("shop", ServiceUnderTest.shop("two") + "x-sluice-backend: {kind: proxy, upstream: nobody}\n");
            server.activate("shop", 1);

            CALLS.forEach(this::broken);
            CALLS.forEach(this::send);
            special();
        }
        try (ServiceUnderTest server =
                new ServiceUnderTest("store: {data: '" + folder + "'}\nservice: {only: true, listenPort: 0}\n")) {
            control = server.started().service().orElseThrow().address().url();
            token = server.started().token().orElseThrow().value();
            List<Call> offered = CALLS.stream()
                    .filter(call -> call.path.matches("/v1/(contracts|validate|explain).*"))
                    .toList();
            offered.forEach(this::broken);
            offered.forEach(this::send);
        }

        assertThat(undeclared).isEmpty();
        assertThat(unseen()).isEmpty();
    }

    /** In the ways in which every request may be. */
    private void broken(Call call) {
        exchange(call, Map.of());
        exchange(call, Map.of("Authorization", "Bearer wrong"));
        exchange(call, authorized("Sec-Fetch-Site", "cross-site"));
        exchange(call, authorized("Accept", "text/html", "Content-Type", "text/plain"));
        send(call.to(call.path + (call.path.contains("?") ? "&" : "?") + "nobody=1"));
        send(call.to(call.path.replaceAll("(shop|spare|p1)", "%00%2f")));
        send(call.to(call.path.replaceAll("(shop|spare|p1)", "x".repeat(300))));
        send(call.to(call.path.replaceAll("[0-9](?=$|\\?)", "x")));
        send(call.to(call.path.replaceAll("=[a-z0-9.]+", "=")));
        send(call.with("{"));
        send(call.with("[]"));
        send(call.with("\"\u0000\""));
        send(call.with("{\"on\":1,\"on\":2}"));
        send(call.with("{\"nobody\":{}}"));
        send(call.with("x".repeat(1_200_000)));
        exchange(call.with(call.body.isEmpty() ? "{}" : call.body), authorized("Content-Type", "text/plain"));
        exchange(call.with(call.body.isEmpty() ? "{}" : call.body), authorized("Content-Encoding", "gzip"));
    }

    /** In the ways of single operations. */
    private void special() {
        for (Call call : CALLS) {
            send(call.to(call.path.replaceAll("(shop|spare)", "absent")));
            send(call.to(call.path.replaceAll("versions/1", "versions/9")));
        }
        Call register = call("registerContract");
        send(register.with(
                new JsonObject().put("name", "bad").put("content", BAD).encode()));
        send(register.with(
                new JsonObject().put("name", "bad").put("zipBase64", "?").encode()));
        send(register.with(new JsonObject().put("name", "bad").encode()));
        send(register.with(
                new JsonObject().put("name", "bad").put("content", "").encode()));
        send(register.with(new JsonObject()
                .put("name", "bad")
                .put("content", "#".repeat(100_000))
                .encode()));
        send(register);
        send(register);
        send(register.with(content("third", "one")));
        Call add = call("addVersion");
        send(add.with(new JsonObject().put("content", BAD).encode()));
        send(add);
        send(add.with(content(null, "three")));
        send(call("removeVersion").to("/v1/contracts/shop/versions/1"));
        send(call("removeContract").to("/v1/contracts/shop"));
        Call activate = call("activate");
        send(activate.with("{\"version\":2}"));
        send(activate.with("{\"version\":9}"));
        send(activate.with("{\"version\":0}"));
        send(call("mockState").to("/v1/mock/state?contract=absent"));
        send(call("forgetMockState").to("/v1/mock/state?contract=absent"));
        send(call("restoreMockState").with("{\"contracts\":[{\"contract\":\"absent\",\"collections\":[]}]}"));
        send(call("restoreMockState").with("{\"contracts\":[{}]}"));
        send(call("changeMaintenance").with("{\"on\":true,\"contract\":\"absent\"}"));
        send(call("changeMaintenance").with("{\"on\":true,\"contract\":\"shop\",\"message\":\"m\"}"));
        send(call("maintenance"));
        send(call("changeMaintenance"));
        send(call("operation").to("/v1/operations/7?contract=shop"));
        Call tries = call("tryRequest");
        send(tries.with("{\"method\":\"GET\",\"path\":\"/orders/1\",\"headers\":{\"Host\":\"a\"}}"));
        send(tries.with("{\"method\":\"GET\",\"path\":\"/orders/0\",\"body_base64\":\"?\"}"));
        Call validate = call("validate");
        send(validate.with("{\"contract\":\"absent\",\"message\":{}}"));
        send(validate.with("{\"message\":{\"request\":{\"method\":\"GET\",\"url\":\"/orders/1\"}}}"));
        send(validate.with("{\"messages\":[{},{\"request\":{\"method\":\"GET\",\"url\":\"/orders/1\"}}]}"));
        send(validate.with("{\"messages\":[{},{},{}]}"));
        send(validate.with("{\"messages\":[]}"));
        send(validate.with("{\"version\":1,\"message\":{}}"));
        send(call("explain").with("{\"request\":{}}"));
        send(call("explain").with("{\"request\":{\"method\":\"GET\",\"url\":\"/orders/0\"}}"));
        send(call("explain").with("{\"request\":{\"method\":\"GET\",\"url\":\"/absent\"}}"));
        send(call("status"));
        send(call("findings"));
        send(call("coverage"));
    }

    private static Call call(String operation) {
        return CALLS.stream()
                .filter(call -> call.operation.equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private void send(Call call) {
        exchange(call, call.body.isEmpty() ? authorized() : authorized("Content-Type", JSON));
    }

    private Map<String, String> authorized(String... more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("Authorization", "Bearer " + token));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private void exchange(Call call, Map<String, String> fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(control + call.path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        call.method,
                        call.body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body));
        fields.forEach(request::header);
        try {
            judge(call, HTTP.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(call.method + " " + call.path, e);
        }
    }

    private void judge(Call call, HttpResponse<byte[]> answer) {
        OperationPlan operation = operations.get(call.operation);
        if (operation == null) {
            throw new IllegalStateException("no operation " + call.operation);
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        answer.headers().map().forEach(headers::add);
        Buffer body = Buffer.buffer(answer.body());
        List<Violation> violations = validator
                .judge(operation, answer.statusCode(), headers, body, 1 << 20)
                .violations();
        boolean told = answer.statusCode() < 400
                || Integer.valueOf(answer.statusCode())
                        .equals(body.toJsonObject().getInteger("status"));
        seen.computeIfAbsent(call.operation, first -> new TreeSet<>()).add(answer.statusCode());
        if (!violations.isEmpty() || !told || answer.statusCode() == 500) {
            undeclared.add(call.method + " " + call.path + " " + answer.statusCode() + " "
                    + violations.stream().map(Violation::text).toList() + " "
                    + body.toString().substring(0, Math.min(300, body.length())));
        }
    }

    /** What is declared, and no request has led to. */
    private List<String> unseen() {
        List<String> unseen = new ArrayList<>();
        operations.forEach((id, operation) -> {
            Set<Integer> statuses = seen.getOrDefault(id, Set.of());
            for (ResponsePlan response : operation.responses().responses()) {
                int status = response.lowest();
                if (!statuses.contains(status) && !NOT_TRIED.contains(status)) {
                    unseen.add(id + " " + status);
                }
            }
        });
        unseen.removeAll(NOT_REACHED);
        return unseen;
    }
}
