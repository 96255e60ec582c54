package dev.sluice.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.Contracts;
import dev.sluice.coverage.OperationCoverage.Body;
import dev.sluice.coverage.OperationCoverage.Parameter;
import dev.sluice.coverage.OperationCoverage.Property;
import dev.sluice.coverage.OperationCoverage.Status;
import dev.sluice.coverage.OperationCoverage.Value;
import dev.sluice.document.DocumentException;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was sent is touched, and nothing else is. */
class ReplayTest {

    private static final long SEED = 20261123;

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: Shop, version: '1' }
            servers: [ { url: /v1 } ]
            paths:
              /carts/{kind}:
                parameters:
                  - { name: kind, in: path, required: true, schema: { enum: [small, large] } }
                get:
                  operationId: list
                  parameters:
                    - { name: sort, in: query, schema: { type: string, enum: [up, down, 'a b'] } }
                    - { name: tag, in: query, schema: { type: array, items: { enum: [x, y, z] } } }
                    - { name: ids, in: query, explode: false, schema: { type: array, items: { enum: [1, 2, 3] } } }
                    - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { a: {} } } }
                    - { name: X-Mode, in: header, schema: { enum: [fast, slow] } }
                    - { name: theme, in: cookie, schema: { enum: [dark, light] } }
                  responses:
                    '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Cart' } } } }
                    4XX: { description: no, content: { application/problem+json: {} } }
                    default: { description: else }
                put:
                  operationId: put
                  requestBody:
                    content:
                      application/json: { schema: { $ref: '#/components/schemas/Cart' } }
                      text/plain: {}
                  responses: { '204': { description: done } }
                delete: { responses: { '204': { description: done } } }
            components:
              schemas:
                Cart:
                  type: object
                  properties:
                    id: { type: string, readOnly: true }
                    state: { enum: [open, closed, 7, true, null] }
                    items: { type: array, items: { allOf: [ { $ref: '#/components/schemas/Item' }, { properties: { price: {} } } ] } }
                    parent: { $ref: '#/components/schemas/Cart' }
                    labels: { type: object, additionalProperties: { properties: { text: {} } } }
                  oneOf: [ { properties: { a~/b: {} } }, { properties: { other: {} } } ]
                Item: { properties: { name: { type: string } } }
            """;

    private final Replay replay;

    ReplayTest() throws DocumentException {
        replay = new Replay(Contracts.parse("shop.yaml", CONTRACT), Instant.EPOCH);
    }

    private static RecordedRequest request(String method, String url, @Nullable String body, String... headers) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        if (body != null && !fields.contains("content-type")) {
            fields.add("content-type", "application/json; charset=utf-8");
        }
        return new RecordedRequest(method, url, fields, body == null ? null : RecordedBody.of(body));
    }

    private static RecordedResponse response(int status, @Nullable String type, @Nullable String body) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        if (type != null) {
            fields.add("Content-Type", type);
        }
        return new RecordedResponse(status, fields, body == null ? null : RecordedBody.of(body));
    }

    private boolean send(RecordedRequest request, @Nullable RecordedResponse response) {
        return replay.add(new RecordedExchange(request, response));
    }

    private OperationCoverage operation(String id) {
        return replay.report().contracts().get(0).operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** {@code name count} and {@code name=value count} of what was touched. */
    private static List<String> touched(List<Parameter> parameters) {
        return parameters.stream()
                .flatMap(parameter -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(parameter.name() + " " + parameter.count()),
                        parameter.values().stream()
                                .map(value -> parameter.name() + "=" + value.text() + " " + value.count())))
                .filter(text -> !text.endsWith(" 0"))
                .toList();
    }

    private static List<String> properties(Body body) {
        return body.properties().stream()
                .flatMap(property -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(property.pointer() + " " + property.count()),
                        property.values().stream()
                                .map(value -> property.pointer() + "=" + value.text() + " " + value.count())))
                .filter(text -> !text.endsWith(" 0") && !text.endsWith(" -1"))
                .toList();
    }

    @Test
    void nothingIsTouchedAtFirst() {
        Shares shares = replay.report().shares();

        for (Dimension dimension : Dimension.values()) {
            assertThat(shares.of(dimension).touched()).isZero();
            assertThat(shares.of(dimension).total()).isPositive();
        }
        assertThat(shares.of(Dimension.OPERATIONS)).isEqualTo(new Share(0, 3));
        assertThat(shares.of(Dimension.STATUSES)).isEqualTo(new Share(0, 5));
        assertThat(shares.of(Dimension.MEDIA_TYPES)).isEqualTo(new Share(0, 4));
        assertThat(shares.of(Dimension.PARAMETERS)).isEqualTo(new Share(0, 9));
    }

    @Test
    void parametersAndTheirValuesAreFoundWhereverTheyStand() {
        send(
                request(
                        "GET",
                        "/v1/carts/large?sort=a+b&tag=x&tag=z&ids=1,3&filter%5Ba%5D=1&unknown=1&sort",
                        null,
                        "x-mode",
                        "slow",
                        "cookie",
                        "a=b; theme=dark"),
                null);

        assertThat(touched(operation("list").parameters()))
                .containsExactly(
                        "kind 1",
                        "kind=large 1",
                        "sort 1",
                        "sort=a b 1",
                        "tag 1",
                        "tag=x 1",
                        "tag=z 1",
                        "ids 1",
                        "ids=1 1",
                        "ids=3 1",
                        "filter 1",
                        "X-Mode 1",
                        "X-Mode=slow 1",
                        "theme 1",
                        "theme=dark 1");
    }

    @Test
    void propertiesAreFoundThroughReferencesBranchesItemsAndRecursion() {
        send(request("PUT", "/v1/carts/small", """
                {"state": "open", "items": [{"name": "a"}, {"price": {"deep": 1}, "name": null}], "a~/b": 1,
                 "parent": {"parent": {"state": 7}}, "labels": {"x": {"text": "]"}}, "unknown": {"state": "closed"}}
                """), response(204, null, null));

        OperationCoverage put = operation("put");
        assertThat(properties(put.request().get(0)))
                .containsExactlyInAnyOrder(
                        "/a~0~1b 1",
                        "/items 1",
                        "/labels 1",
                        "/parent 2",
                        "/state 2",
                        "/state=open 1",
                        "/state=7 1",
                        "/items/*/name 2",
                        "/items/*/price 1",
                        "/labels/*/text 1");
        assertThat(put.request().get(0).looked()).isEqualTo(1);
        assertThat(put.request().get(0).properties())
                .noneMatch(property -> property.pointer().equals("/id"));
        assertThat(put.request().get(1).count()).isZero();
        assertThat(put.statuses()).extracting(Status::count).containsExactly(1L);
    }

    @Test
    void answersCountByTheResponseThatIsForThem() {
        RecordedRequest get = request("GET", "/v1/carts/small", null);
        send(get, response(200, "application/json", "{\"id\": \"a\", \"state\": null}"));
        send(get, response(404, "application/problem+json", "{}"));
        send(get, response(404, "text/html", "<p>"));
        send(get, response(503, null, null));
        send(get, response(0, null, null));
        send(request("PUT", "/v1/carts/small", "a", "content-type", "text/plain"), response(500, null, null));
        send(request("PUT", "/v1/carts/small", "a", "content-type", "a/b"), response(502, null, null));

        OperationCoverage list = operation("list");
        assertThat(list.requests()).isEqualTo(5);
        assertThat(list.statuses())
                .extracting(status -> status.status() + " " + status.count() + " " + status.otherBodies())
                .containsExactly("200 1 0", "4XX 2 1", "default 1 0");
        assertThat(properties(list.statuses().get(0).bodies().get(0)))
                .containsExactly("/id 1", "/state 1", "/state=null 1");
        OperationCoverage put = operation("put");
        assertThat(put.otherAnswers()).isEqualTo(2);
        assertThat(put.lastOther()).isEqualTo(502);
        assertThat(put.request().get(1).count()).isEqualTo(1);
        assertThat(put.otherRequests()).isEqualTo(1);
    }

    @Test
    void whatHasNoOperationIsCountedApart() {
        assertThat(send(request("GET", "/v2/carts", null), null)).isFalse();
        assertThat(send(request("PATCH", "/v1/carts/small", null), null)).isFalse();
        assertThat(replay.add(new RecordedExchange(null, response(204, null, null))))
                .isFalse();

        assertThat(replay.report().unmatched()).isEqualTo(3);
    }

    @Test
    void anAnswerAloneNeedsItsOperation() {
        for (String name : List.of("put", "PUT /v1/carts/{kind}", "PUT /v1/carts/large")) {
            assertThat(replay.add(new RecordedExchange(
                            null, Double.NaN, null, name, null, null, response(204, null, null), List.of())))
                    .isTrue();
        }

        assertThat(operation("put").statuses().get(0).count()).isEqualTo(3);
    }

    /** Whatever stands in a body: it ends, and what came before counts. */
    @Test
    void brokenBodiesCountAsFarAsTheyGo() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        String whole =
                "{\"state\": \"open\", \"items\": [{\"name\": \"a\\\"\"}, [1, true]], \"parent\": {\"labels\": {}}}";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder body = new StringBuilder(whole);
            int at = random.nextInt(body.length());
            if (random.nextBoolean()) {
                body.setLength(at);
            } else {
                body.setCharAt(at, "{}[],:\"1x\\\u0000".charAt(random.nextInt(11)));
            }
            send(request("PUT", "/v1/carts/small", body.toString()), null);
        }
        send(request("PUT", "/v1/carts/small", "[".repeat(100_000)), null);
        send(request("PUT", "/v1/carts/small", "{\"parent\":".repeat(100_000)), null);

        Body body = operation("put").request().get(0);
        assertThat(body.count()).isEqualTo(5_002);
        assertThat(body.looked()).isBetween(4_900L, 5_002L);
        long states = body.properties().stream()
                .filter(property -> property.pointer().equals("/state"))
                .mapToLong(Property::count)
                .sum();
        assertThat(states).isBetween(3_500L, 5_000L);
    }

    @Test
    void allIsTouchedWhenAllWasSent() {
        String cart =
                "{\"state\":STATE,\"items\":[{\"name\":1,\"price\":1}],\"parent\":{},\"labels\":{\"l\":{\"text\":1}},"
                        + "\"other\":1,\"a~/b\":1,\"id\":1}";
        for (String state : List.of("\"open\"", "\"closed\"", "7", "true", "null")) {
            String body = cart.replace("STATE", state);
            send(request("PUT", "/v1/carts/small", body), response(204, null, null));
            send(
                    request("GET", "/v1/carts/large?sort=up&tag=x&tag=y&tag=z&ids=1,2,3&filter[a]=1", null),
                    response(200, "application/json", body));
        }
        for (String sort : List.of("down", "a%20b")) {
            for (String word : List.of("fast", "slow")) {
                String theme = word.equals("fast") ? "dark" : "light";
                send(
                        request(
                                "GET",
                                "/v1/carts/small?sort=" + sort,
                                null,
                                "X-Mode",
                                word,
                                "Cookie",
                                "theme=" + theme),
                        response(400, "application/problem+json", "{}"));
            }
        }
        send(request("GET", "/v1/carts/small", null), response(500, null, null));
        send(request("PUT", "/v1/carts/large", "a", "content-type", "text/plain"), null);
        send(request("DELETE", "/v1/carts/small", null), response(204, null, null));
        send(request("DELETE", "/v1/carts/large", null), response(204, null, null));

        CoverageReport report = replay.report();
        for (Dimension dimension : Dimension.values()) {
            Share share = report.shares().of(dimension);
            assertThat(share.touched())
                    .describedAs(dimension.text() + missing(report))
                    .isEqualTo(share.total());
            assertThat(share.percent()).isEqualTo(100);
        }
    }

    private static String missing(CoverageReport report) {
        return report.contracts().get(0).operations().stream()
                .map(operation -> operation.id() + touchedNot(operation))
                .collect(Collectors.joining(", "));
    }

    private static String touchedNot(OperationCoverage operation) {
        return operation.parameters().stream()
                        .filter(parameter -> parameter.count() == 0
                                || parameter.values().stream().anyMatch(value -> value.count() == 0))
                        .map(Parameter::name)
                        .toList()
                + operation.request().stream()
                        .flatMap(body -> body.properties().stream())
                        .filter(property -> property.count() == 0
                                || property.values().stream()
                                        .mapToLong(Value::count)
                                        .anyMatch(count -> count == 0))
                        .map(Property::pointer)
                        .toList()
                        .toString();
    }

    @Test
    void sharesAreRoundedDown() {
        assertThat(new Share(999, 1000).percent()).isEqualTo(99.9);
        assertThat(new Share(9_999, 10_000).percent()).isEqualTo(99.9);
        assertThat(new Share(2, 3).percent()).isEqualTo(66.6);
        assertThat(new Share(0, 0).percent()).isNull();
        assertThat(new Share(0, 0).text()).isEqualTo("–");
        assertThat(new Share(0, 3).text()).isEqualTo("0.0 %");
        assertThat(new Share(4, 5).reaches(80)).isTrue();
        assertThat(new Share(79, 99).reaches(80)).isFalse();
        assertThat(new Share(0, 0).reaches(100)).isTrue();
    }
}
