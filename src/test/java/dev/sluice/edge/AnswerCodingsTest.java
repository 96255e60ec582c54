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
import dev.sluice.validation.Coded;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers in codings are judged as what they unfold to, and are sent as they came. */
class AnswerCodingsTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: coded, version: '1' }
            paths:
              /rows:
                get:
                  responses:
                    '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Rows' } } } }
                    '206': { description: a part, content: { application/json: { schema: { $ref: '#/components/schemas/Rows' } } } }
            components:
              schemas:
                Rows: { type: array, items: { type: object, properties: { n: { type: integer, maximum: 10 } } } }
            """;

    private static final long MAX_RESPONSE = 200_000;
    private static final int ROUNDS = 60;
    private static final long SEED = Seed.next();
    private static final String BROKEN_ROW = "response body /*/n maximum";
    private static final String BROKEN_CODING = "response body  contentencoding";

    /** What is wrong with an answer. */
    private enum Fault {
        NONE,
        ROW,
        CUT,
        SPOILT,
        NO_CODING_AT_ALL,
        TOO_LARGE,
        UNKNOWN_CODING
    }

    /** @param verdict in mode report */
    private record Sent(Fault fault, String coding, Buffer content, Verdict verdict, List<String> found) {

        Sent(Fault fault, String coding, byte[] bytes, Verdict verdict, List<String> found) {
            this(fault, coding, Buffer.buffer(bytes), verdict, found);
        }

        byte[] bytes() {
            return content.getBytes();
        }
    }

    private static byte[] rows(int size, String last) {
        return ModeServer.bytes("[" + "{\"n\":1,\"unknown\":\"\"},".repeat(size / 20) + last + "]");
    }

    private static Sent random(Random random) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        int size = fault == Fault.TOO_LARGE ? 300_000 + random.nextInt(2_000_000) : random.nextInt(170_000);
        byte[] content = rows(random.nextInt(3) == 0 ? size % 2_000 : size, fault == Fault.ROW ? "{\"n\":11}" : "{}");
        if (fault == Fault.TOO_LARGE) {
            content = rows(size, "{}");
        }
        int coding = random.nextInt(4);
        byte[] bytes = coding == 0
                ? Coded.deflate(content, false, random)
                : coding == 1 ? Coded.deflate(content, true, random) : Coded.gzip(content, new Random(coding));
        String name = coding < 2 ? "deflate" : "gzip";
        if (coding == 3) {
            bytes = Coded.deflate(bytes, false, random);
            name = "gzip, deflate";
        }
        return switch (fault) {
            case NONE -> new Sent(fault, name, bytes, Verdict.VALID, List.of());
            case ROW -> new Sent(fault, name, bytes, Verdict.REPORTED, List.of(BROKEN_ROW));
            case CUT ->
                new Sent(
                        fault,
                        name,
                        Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1)),
                        Verdict.REPORTED,
                        List.of(BROKEN_CODING));
            case SPOILT -> {
                bytes[0] = (byte) 0xFF;
                yield new Sent(fault, name, bytes, Verdict.REPORTED, List.of(BROKEN_CODING));
            }
            case NO_CODING_AT_ALL -> new Sent(fault, "gzip", content, Verdict.REPORTED, List.of(BROKEN_CODING));
            case TOO_LARGE -> new Sent(fault, name, bytes, Verdict.UNJUDGED, List.of());
            case UNKNOWN_CODING -> new Sent(fault, name + ", br", bytes, Verdict.UNJUDGED, List.of());
        };
    }

    private static ModeServer server(Mode mode, Kind kind, boolean refusesUnjudged) throws Exception {
        return new ModeServer(CONTRACT, new Modes(Mode.BLOCK, mode), kind, refusesUnjudged, 1, 1, MAX_RESPONSE);
    }

    private static Answer answer(int status, String coding, byte[] bytes) {
        return new Answer(status, "application/json", Fields.of("Content-Encoding", coding), Buffer.buffer(bytes));
    }

    @TestFactory
    Stream<DynamicTest> everyCodingInEveryModeBrokenInEveryWay() {
        System.out.println("seed " + SEED);
        List<DynamicTest> tests = new ArrayList<>();
        for (Mode mode : List.of(Mode.REPORT, Mode.BLOCK)) {
            for (Kind kind : Kind.values()) {
                for (boolean refuses : new boolean[] {false, true}) {
                    tests.add(DynamicTest.dynamicTest(
                            mode + " " + kind + (refuses ? " refusing" : ""), () -> all(mode, kind, refuses)));
                }
            }
        }
        return tests.stream();
    }

    private static void all(Mode mode, Kind kind, boolean refuses) throws Exception {
        Random random = new Random(SEED);
        try (ModeServer server = server(mode, kind, refuses)) {
            for (int i = 0; i < ROUNDS; i++) {
                Sent sent = random(random);
                String name = "round " + i + ", " + sent.fault + " in " + sent.coding + ", " + sent.content.length()
                        + " bytes, seed " + SEED;
                boolean refused = mode == Mode.BLOCK
                        && (sent.verdict == Verdict.REPORTED || (refuses && sent.verdict == Verdict.UNJUDGED));
                Verdict verdict = refused ? Verdict.BLOCKED : sent.verdict;
                long before = server.count(Direction.RESPONSE, verdict);
                server.reset();
                server.answer = answer(200, sent.coding, sent.bytes());

                HttpResponse<byte[]> answer = server.send("GET", "/rows", null);

                assertThat(answer.statusCode()).as(name).isEqualTo(refused ? 502 : 200);
                if (refused) {
                    assertThat(answer.headers().firstValue("Proxy-Status"))
                            .as(name)
                            .isPresent();
                } else {
                    assertThat(answer.body()).as(name).isEqualTo(sent.bytes());
                    assertThat(answer.headers().firstValue("Content-Encoding"))
                            .as(name)
                            .hasValue(sent.coding);
                }
                Eventually.holds(() -> server.count(Direction.RESPONSE, verdict) == before + 1);
                assertThat(server.found()).as(name).containsExactlyElementsOf(sent.found);
            }
        }
    }

    @Test
    void anExemplarShowsWhatTheContentIsAndNotItsBytes() throws Exception {
        try (ModeServer server = server(Mode.BLOCK, Kind.STREAMED, false)) {
            server.answer = answer(200, "gzip", Coded.gzip(rows(0, "{\"n\":11}"), new Random(1)));

            assertThat(server.send("GET", "/rows", null).statusCode()).isEqualTo(502);

            assertThat(server.findings.all().get(0).exemplar().body()).isEqualTo("[{\"n\":11}]");
        }
    }

    /** Of content in a coding, a part cannot be undone. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aPartOfCodedContentIsNotJudged(Kind kind) throws Exception {
        byte[] whole = Coded.gzip(rows(1_000, "{}"), new Random(1));
        try (ModeServer server = server(Mode.BLOCK, kind, false)) {
            server.answer = answer(206, "gzip", Arrays.copyOfRange(whole, 10, 20));

            assertThat(server.send("GET", "/rows", null).statusCode()).isEqualTo(206);

            assertThat(server.count(Direction.RESPONSE, Verdict.UNJUDGED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aHeadOfCodedContentIsNoContent(Kind kind) throws Exception {
        String contract = CONTRACT.replace("get:", "head:");
        try (ModeServer server = new ModeServer(contract, new Modes(Mode.BLOCK, Mode.BLOCK), kind)) {
            server.answer = answer(200, "gzip", new byte[0]);

            assertThat(server.send("HEAD", "/rows", null).statusCode()).isEqualTo(200);

            assertThat(server.count(Direction.RESPONSE, Verdict.VALID)).isEqualTo(1);
        }
    }
}
