package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.edge.ModeServer.Answer;
import dev.sluice.edge.ModeServer.Kind;
import dev.sluice.exchange.Fields;
import dev.sluice.support.Eventually;
import dev.sluice.support.Seed;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Verdict;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every mode × direction × kind of violation × kind of backend, over HTTP. */
class ModesTest {

    static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: modes, version: '1' }
            x-sluice-project: project
            paths:
              /{project}/things/{id}:
                post:
                  operationId: thing
                  parameters:
                    - { name: project, in: path, required: true, schema: { type: string, pattern: '^p[0-9]+$' } }
                    - { name: id, in: path, required: true, schema: { type: integer } }
                    - { name: q, in: query, schema: { type: integer } }
                    - { name: X-H, in: header, schema: { type: integer } }
                  requestBody:
                    required: true
                    content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
                  responses:
                    '200':
                      description: ok
                      headers: { X-A: { required: true, schema: { type: integer } } }
                      content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
                    '204': { description: nothing }
            components:
              schemas:
                Thing:
                  type: object
                  required: [n]
                  properties:
                    n: { type: integer, maximum: 10 }
                    items: { type: array, items: { type: object, properties: { n: { type: integer, maximum: 10 } } } }
            """;

    private static final long SEED = Seed.next();

    /** A request that breaks the contract in one way. */
    private record Sent(String name, String target, String body, List<String> fields, int blocked, String finding) {}

    private static final List<Sent> REQUESTS = List.of(
            sent("valid", "/p1/things/1?q=1", "{\"n\":1}", 200, ""),
            sent("path", "/p1/things/x", "{\"n\":1}", 400, "request path id type"),
            sent("project", "/bad%20one/things/1", "{\"n\":1}", 400, "request path project pattern"),
            sent("query", "/p1/things/1?q=x", "{\"n\":1}", 400, "request query q type"),
            sent("header", "/p1/things/1", "{\"n\":1}", 400, "request header x-h type", "X-H", "x"),
            sent(
                    "media type",
                    "/p1/things/1",
                    "n",
                    415,
                    "request header content-type contenttype",
                    "Content-Type",
                    "text/plain"),
            sent("accept", "/p1/things/1", "{\"n\":1}", 406, "request header accept accept", "Accept", "image/png"),
            sent(
                    "body",
                    "/p1/things/1",
                    "{\"items\":[{\"n\":5},{\"n\":70}],\"n\":2}",
                    400,
                    "request body /items/*/n maximum"),
            sent("json", "/p1/things/1", "{\"n\":1", 400, "request body  json"));

    private static Sent sent(String name, String target, String body, int blocked, String finding, String... fields) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        for (int i = 0; i < fields.length; i += 2) {
            all.add(fields[i]);
            all.add(fields[i + 1]);
        }
        return new Sent(name, target, body, all, blocked, finding);
    }

    /** An answer that breaks the contract in one way. */
    private record Given(String name, Answer answer, String finding) {}

    private static final List<Given> ANSWERS = List.of(
            given("valid", 200, "application/json", "{\"n\":1}", "1", ""),
            given("no content", 204, null, "", null, ""),
            given("status", 299, "application/json", "{\"n\":1}", "1", "response status  status"),
            given("no header", 200, "application/json", "{\"n\":1}", null, "response header x-a required"),
            given("header", 200, "application/json", "{\"n\":1}", "x", "response header x-a type"),
            given("media type", 200, "text/plain", "n", "1", "response header content-type contenttype"),
            given(
                    "body",
                    200,
                    "application/json",
                    "{\"n\":1,\"items\":[{\"n\":11}]}",
                    "1",
                    "response body /items/*/n maximum"),
            given("json", 200, "application/json", "{\"n\":", "1", "response body  json"));

    private static Given given(
            String name, int status, @Nullable String type, String body, @Nullable String header, String finding) {
        Fields fields = header == null ? Fields.NONE : Fields.of("X-A", header);
        return new Given(name, new Answer(status, type, fields, Buffer.buffer(body)), finding);
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return matrix("request", (mode, kind) -> {
            try (ModeServer server = new ModeServer(CONTRACT, new Modes(mode, Mode.OFF), kind)) {
                server.answer = ANSWERS.get(0).answer;
                for (Sent sent : shuffled(REQUESTS)) {
                    request(server, sent, mode);
                }
            }
        });
    }

    private static void request(ModeServer server, Sent sent, Mode mode) throws Exception {
        server.reset();
        byte[] body = ModeServer.bytes(sent.body);
        boolean passes = mode != Mode.BLOCK || sent.blocked == 200;

        HttpResponse<byte[]> answer = server.send("POST", sent.target, body, sent.fields.toArray(new String[0]));

        assertThat(answer.statusCode()).as(sent.name).isEqualTo(passes ? 200 : sent.blocked);
        assertThat(server.calls).as(sent.name).hasValue(passes ? 1 : 0);
        if (passes) {
            assertThat(server.bodies.element().getBytes()).as(sent.name).isEqualTo(body);
            assertThat(answer.body()).isEqualTo(ANSWERS.get(0).answer.body().getBytes());
        }
        if (mode == Mode.OFF || sent.finding.isEmpty()) {
            assertThat(server.found()).as(sent.name).isEmpty();
        } else if (mode == Mode.REPORT || sent.blocked == 400) {
            Eventually.holds(() -> server.found().contains(sent.finding));
            assertThat(server.found()).as(sent.name).containsExactly(sent.finding);
        }
        if (sent.name.equals("project") && passes) {
            assertThat(server.projects).containsExactly("bad one");
        }
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        return matrix("response", (mode, kind) -> {
            try (ModeServer server = new ModeServer(CONTRACT, new Modes(Mode.BLOCK, mode), kind)) {
                for (Given given : shuffled(ANSWERS)) {
                    answer(server, given, mode);
                }
            }
        });
    }

    private static void answer(ModeServer server, Given given, Mode mode) throws Exception {
        server.reset();
        server.answer = given.answer;
        boolean passes = mode != Mode.BLOCK || given.finding.isEmpty();
        long valid = server.count(Direction.RESPONSE, Verdict.VALID);

        HttpResponse<byte[]> answer =
                server.send("POST", "/p1/things/1", ModeServer.bytes("{\"n\":1}"), "Content-Type", "application/json");

        assertThat(answer.statusCode()).as(given.name).isEqualTo(passes ? given.answer.status() : 502);
        if (passes) {
            assertThat(answer.body())
                    .as(given.name)
                    .isEqualTo(given.answer.body().getBytes());
            assertThat(answer.headers().firstValue("X-A")).isEqualTo(xa(given));
        } else {
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("bad-gateway")
                    .doesNotContain("maximum", "schema", "X-A", "items");
        }
        if (mode == Mode.OFF) {
            assertThat(server.found()).as(given.name).isEmpty();
        } else if (given.finding.isEmpty()) {
            Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.VALID) == valid + 1);
            assertThat(server.found()).as(given.name).isEmpty();
        } else {
            Eventually.holds(() -> !server.found().isEmpty());
            assertThat(server.found()).as(given.name).containsExactly(given.finding);
        }
    }

    private static java.util.Optional<String> xa(Given given) {
        Fields fields = given.answer.fields();
        return fields.size() == 0
                ? java.util.Optional.empty()
                : java.util.Optional.of(fields.value(0).toString());
    }

    /** One cell of the matrix. */
    private interface Cell {
        void run(Mode mode, Kind kind) throws Exception;
    }

    private static Stream<DynamicTest> matrix(String direction, Cell cell) {
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.of(Kind.values())
                        .map(kind -> DynamicTest.dynamicTest(
                                direction + " " + mode + " " + kind + " seed " + SEED, () -> cell.run(mode, kind))));
    }

    /** The same connection serves all of them: none may spoil the next. */
    private static <T> List<T> shuffled(List<T> all) {
        List<T> some = new ArrayList<>(all);
        some.addAll(all);
        java.util.Collections.shuffle(some, new Random(SEED));
        return some;
    }
}
