package dev.sluice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.PresenceScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Violation;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import dev.sluice.validation.Coded;
import dev.sluice.validation.UnknownParameters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageJudgeTest {

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: shop, version: '1'}
            servers: [{url: 'https://shop.example/v1'}]
            paths:
              /things/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: integer}}
                get:
                  operationId: show
                  security: [{key: []}]
                  parameters:
                    - {name: limit, in: query, schema: {type: integer, maximum: 10}}
                    - {name: token, in: query, schema: {type: string, maxLength: 3}}
                  responses:
                    '200':
                      description: it
                      headers: {X-Count: {required: true, schema: {type: integer}}}
                      content:
                        application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}}}}
                    '304': {description: the same}
                put:
                  operationId: change
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            name: {type: string, maxLength: 3}
                            kind: {oneOf: [{type: object, properties: {pin: {type: integer}}}, {type: integer}]}
                  responses:
                    '204': {description: done}
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
            """;

    private static final ContractPlan PLAN = plan(CONTRACT);
    private static final MessageJudge JUDGE = new MessageJudge(List.of(PLAN), UnknownParameters.ALLOW);

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/things/7, 200",
        "GET, https://shop.example/v1/things/7?limit=10, 200",
        "GET, /v1/other, 404",
        "GET, /things/7, 404",
        "DELETE, /v1/things/7, 405",
        "GET, /v1/things/x, 400",
        "GET, /v1/things/7?limit=11, 400",
    })
    void answersAsTheEdgeWould(String method, String url, int status) {
        Judgement judgement = judge(request(method, url, null));

        assertThat(status(judgement)).isEqualTo(status);
        assertThat(judgement.isUnmatched()).isEqualTo(status == 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-type=application/json | {} | 200",
                "content-type=application/json | {\"name\":\"long\"} | 400",
                "content-type=application/json | { | 400",
                "content-type=application/json | '' | 400",
                "content-type=text/plain | {} | 415",
                "content-type=application/json,content-type=application/json | {} | 400",
                "content-type=application/json,content-encoding=gzip | {} | 400",
                "content-type=application/json,content-encoding=br | {} | 415",
                "content-type=application/json,expect=much | {} | 417",
                "content-type=application/json,content-length=x | {} | 400",
                "content-type=application/json,transfer-encoding=gzip | {} | 400",
                "content-type=application/json,host=a,host=b | {} | 400",
                "x=y | {} | 415",
            })
    void judgesHeadsAndBodies(String headers, String body, int status) {
        assertThat(status(
                        judge(request("PUT", "/v1/things/7", body.isEmpty() ? null : RecordedBody.of(body), headers))))
                .isEqualTo(status);
    }

    @Test
    void listsViolationsInTheirOrder() {
        Judgement judgement = judge(request("GET", "/v1/things/7?limit=11&token=long", null));

        assertThat(judgement.operation()).isNotNull();
        assertThat(violations(judgement.request()))
                .extracting(Violation::text)
                .containsExactly(
                        "query limit: expected a number of at most 10", "query token: expected at most 3 characters");
    }

    @Test
    void asksForCredentialsWhereItIsTold() {
        MessageJudge strict = new MessageJudge(List.of(PLAN), UnknownParameters.ALLOW, new PresenceScheme());
        RecordedRequest anonymous = request("GET", "/v1/things/7", null);

        assertThat(status(strict.judge(new RecordedExchange(anonymous, null)))).isEqualTo(401);
        assertThat(status(strict.judge(new RecordedExchange(request("GET", "/v1/things/7", null, "x-key=1"), null))))
                .isEqualTo(200);
        assertThat(status(strict.judge(new RecordedExchange(null, anonymous, null, List.of("/request/headers/x-key")))))
                .isEqualTo(200);
    }

    @Test
    void judgesAnswers() {
        assertThat(answer("GET", 200, "content-type=application/json,x-count=1", "{\"id\":1}"))
                .isEqualTo(Verdict.Valid.VALID);
        assertThat(violations(answer("GET", 200, "content-type=application/json,x-count=a", "{\"id\":\"1\"}")))
                .extracting(Violation::text)
                .containsExactly("header X-Count: expected integer", "body /id: expected integer");
        assertThat(violations(answer("GET", 500, "x=y", null)))
                .extracting(Violation::keyword)
                .containsExactly("status");
    }

    @Test
    void leavesAnswersOfItsOwnAlone() {
        RecordedResponse undeclared = new RecordedResponse(400, HttpHeaders.headers(), null);
        RecordedRequest wrong = request("GET", "/v1/things/7?limit=11", null);

        Judgement own = JUDGE.judge(
                new RecordedExchange(null, Double.NaN, null, null, "invalid-request", wrong, undeclared, List.of()));
        Judgement alone =
                JUDGE.judge(new RecordedExchange(null, Double.NaN, null, "nothing", "x", null, undeclared, List.of()));

        assertThat(own.answer()).isEqualTo(new Verdict.OwnAnswer("invalid-request"));
        assertThat(status(own)).isEqualTo(400);
        assertThat(alone.answer()).isEqualTo(new Verdict.OwnAnswer("x"));
        assertThat(violations(
                        JUDGE.judge(new RecordedExchange(wrong, undeclared)).answer()))
                .hasSize(1);
    }

    @Test
    void leavesUnjudgedWhatIsNotThere() {
        assertThat(answer("GET", 0, "x=y", null)).isEqualTo(new Verdict.Unjudged("no answer came"));
        assertThat(answer("GET", 200, "content-type=application/json,x-count=1,content-encoding=br", "x"))
                .isEqualTo(new Verdict.Unjudged("the body is in a content coding"));
        assertThat(answer("GET", 200, "content-type=application/json,x-count=1,content-length=9", null))
                .isEqualTo(new Verdict.Unjudged("the body was not recorded"));
        assertThat(answer("GET", 304, "content-length=9", null)).isEqualTo(Verdict.Valid.VALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1} | ''",
                "{\"id\":true} | type",
                "{\"id\": | json",
            })
    void judgesWhatAnswersInACodingUnfoldTo(String body, String keyword) {
        byte[] plain = body.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        Verdict gzip = coded("gzip", Coded.gzip(plain, random));
        Verdict deflate = coded("deflate", Coded.deflate(plain, random.nextBoolean(), random));

        assertThat(gzip).isEqualTo(deflate);
        assertThat(violations(gzip))
                .extracting(Violation::keyword)
                .isEqualTo(keyword.isEmpty() ? List.of() : List.of(keyword));
    }

    @Test
    void judgesWhatARequestInACodingUnfoldsTo() {
        assertThat(codedRequest("{}")).isEqualTo(Verdict.Valid.VALID);
        assertThat(violations(codedRequest("{\"name\":\"long\"}"))).isNotEmpty();
        assertThat(codedRequest(" ".repeat(9_000_000)))
                .isEqualTo(new Verdict.Unjudged("the body unfolds to more than 8388608 bytes"));
    }

    private static @Nullable Verdict codedRequest(String plain) {
        byte[] body = Coded.gzipMember(plain.getBytes(StandardCharsets.UTF_8), new Random(3));
        RecordedBody recorded = RecordedBody.of(Buffer.buffer(body));
        return judge(request("PUT", "/v1/things/7", recorded, "content-type=application/json,content-encoding=gzip"))
                .request();
    }

    @Test
    void judgesNoAnswerThatIsNotInItsCodingOrTooLarge() {
        byte[] zipped = Coded.gzip("{\"id\":1}".getBytes(StandardCharsets.UTF_8), new Random(1));

        assertThat(violations(coded("gzip", Arrays.copyOf(zipped, zipped.length - 1))))
                .extracting(Violation::keyword)
                .containsExactly("contentEncoding");
        assertThat(coded("gzip", Coded.gzip(new byte[9_000_000], new Random(1))))
                .isEqualTo(new Verdict.Unjudged("the body unfolds to more than 8388608 bytes"));
    }

    private static Verdict coded(String coding, byte[] body) {
        RecordedResponse response = new RecordedResponse(
                200,
                headers("content-type=application/json,x-count=1,content-encoding=" + coding),
                RecordedBody.of(Buffer.buffer(body)));
        Verdict verdict = JUDGE.judge(new RecordedExchange(request("GET", "/v1/things/7", null), response))
                .answer();
        return verdict == null ? new Verdict.Unjudged("") : verdict;
    }

    /** RFC 9110, 15.4.5: it stands for the answer that the client has. */
    @Test
    void knowsWhatAnAnswerStandsForThatIsNotDeclared() {
        MessageJudge judge = new MessageJudge(
                List.of(plan(CONTRACT.replace("        '304': {description: the same}\n", ""))),
                UnknownParameters.ALLOW);
        RecordedResponse same = new RecordedResponse(304, HttpHeaders.headers(), null);
        RecordedRequest plain = request("GET", "/v1/things/7", null);
        RecordedRequest conditional = request("GET", "/v1/things/7", null, "if-none-match=\"x\"");

        assertThat(violations(judge.judge(new RecordedExchange(plain, same)).answer()))
                .extracting(Violation::keyword)
                .containsExactly("status");
        assertThat(judge.judge(new RecordedExchange(conditional, same)).answer())
                .isEqualTo(Verdict.Valid.VALID);
        assertThat(judge.judge(alone("show", same)).answer()).isEqualTo(Verdict.Valid.VALID);
    }

    @Test
    void leavesPreflightsToWhoAnswersThem() {
        assertThat(status(judge(request("OPTIONS", "/v1/things/7", null)))).isEqualTo(405);
        assertThat(judge(request(
                                "OPTIONS",
                                "/v1/things/7",
                                null,
                                "origin=https://app.example,access-control-request-method=PUT"))
                        .request())
                .isInstanceOf(Verdict.Unjudged.class);
    }

    @Test
    void judgesTheHeadOfWhatWasCutShort() {
        RecordedBody cut = new RecordedBody(Buffer.buffer("{\"name\":\"long"), 99);

        assertThat(judge(request("PUT", "/v1/things/7", cut, "content-type=application/json"))
                        .request())
                .isEqualTo(new Verdict.Unjudged("the body was cut short"));
        assertThat(status(judge(request("PUT", "/v1/things/x", cut, "content-type=application/json"))))
                .isEqualTo(400);
    }

    @Test
    void judgesAnswersAloneByTheirOperation() {
        RecordedResponse response = new RecordedResponse(500, HttpHeaders.headers(), null);

        for (String operation : List.of("show", "GET /v1/things/{id}", "GET /v1/things/9?x=1")) {
            Judgement judgement = JUDGE.judge(alone(operation, response));
            assertThat(judgement.request()).isNull();
            assertThat(violations(judgement.answer())).hasSize(1);
        }
        assertThat(JUDGE.judge(alone("nothing", response)).answer())
                .isEqualTo(new Verdict.Unjudged("no operation is known that it answers"));
    }

    @Test
    void findsNothingInWhatWasRedacted() {
        RecordedRequest query = request("GET", "/v1/things/7?token=[redacted]", null);
        RecordedRequest body = request(
                "PUT",
                "/v1/things/7",
                RecordedBody.of("{\"name\":\"[redacted]\",\"kind\":{\"pin\":\"[redacted]\"}}"),
                "content-type=application/json");

        assertThat(status(redacted(query, "/request/query/token"))).isEqualTo(200);
        assertThat(status(redacted(query, "/request/query/limit"))).isEqualTo(400);
        assertThat(status(redacted(body, "/request/body/name", "/request/body/kind/pin")))
                .isEqualTo(200);
        assertThat(violations(redacted(body, "/request/body/name").request()))
                .extracting(Violation::pointer)
                .allMatch(pointer -> pointer.startsWith("/kind"));
        assertThat(redacted(body, "/request/body").request()).isEqualTo(new Verdict.Unjudged("the body was redacted"));
    }

    @Test
    void prefersTheFirstContractThatHasTheOperation() {
        ContractPlan other = plan(CONTRACT.replace("maximum: 10", "maximum: 5").replace("    put:", "    patch:"));
        MessageJudge both = new MessageJudge(List.of(other, PLAN), UnknownParameters.ALLOW);
        RecordedRequest get = request("GET", "/v1/things/7?limit=7", null);
        RecordedRequest put = request("PUT", "/v1/things/7", RecordedBody.of("{}"), "content-type=application/json");

        assertThat(both.judge(new RecordedExchange(get, null)).contract()).isSameAs(other);
        assertThat(both.judge(new RecordedExchange(put, null)).contract()).isSameAs(PLAN);
        assertThat(status(both.judge(new RecordedExchange(put, null)))).isEqualTo(200);
    }

    private static RecordedExchange alone(String operation, RecordedResponse response) {
        return new RecordedExchange(null, Double.NaN, null, operation, null, null, response, List.of());
    }

    private static Judgement redacted(RecordedRequest request, String... places) {
        return JUDGE.judge(new RecordedExchange(null, request, null, List.of(places)));
    }

    private static Judgement judge(RecordedRequest request) {
        return JUDGE.judge(new RecordedExchange(request, null));
    }

    private static @Nullable Verdict answer(String method, int status, String headers, @Nullable String body) {
        RecordedBody content = body == null ? null : RecordedBody.of(body);
        return JUDGE.judge(new RecordedExchange(
                        request(method, "/v1/things/7", null), new RecordedResponse(status, headers(headers), content)))
                .answer();
    }

    private static RecordedRequest request(String method, String url, @Nullable RecordedBody body) {
        return request(method, url, body, "accept=*/*");
    }

    private static RecordedRequest request(String method, String url, @Nullable RecordedBody body, String headers) {
        return new RecordedRequest(method, url, headers(headers), body);
    }

    private static MultiMap headers(String text) {
        MultiMap headers = HttpHeaders.headers();
        for (String pair : text.split(",", -1)) {
            headers.add(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return headers;
    }

    private static int status(Judgement judgement) {
        return judgement.request() instanceof Verdict.Invalid invalid ? status(invalid.problem()) : 200;
    }

    private static int status(Problem problem) {
        ProblemType type = problem.type();
        return type.status();
    }

    private static List<Violation> violations(@Nullable Verdict verdict) {
        return verdict == null ? List.of() : verdict.violations();
    }

    private static ContractPlan plan(String text) {
        try {
            return Contracts.parse("shop.yaml", text);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }
}
