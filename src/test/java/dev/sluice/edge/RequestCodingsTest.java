package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.edge.ModeServer.Kind;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.support.Eventually;
import dev.sluice.support.Seed;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Verdict;
import dev.sluice.validation.Coded;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in codings are judged as what they unfold to; who sends them on gets them as they came, who reads them, unfolded. */
class RequestCodingsTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: coded, version: '1' }
            paths:
              /rows:
                put:
                  parameters: [{ in: query, name: limit, schema: { type: integer } }]
                  requestBody:
                    required: true
                    content: { application/json: { schema: { $ref: '#/components/schemas/Rows' } } }
                  responses: { '200': { description: ok } }
              /optional:
                put:
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Rows' } } } }
                  responses: { '200': { description: ok } }
              /anything:
                put:
                  responses: { '200': { description: ok } }
            components:
              schemas:
                Rows: { type: array, items: { type: object, properties: { n: { type: integer, maximum: 10 } } } }
            """;

    private static final int MAX_BODY = 200_000;
    private static final int ROUNDS = 80;
    private static final long SEED = Seed.next();
    private static final String BROKEN_ROW = "request body /*/n maximum";
    private static final String BROKEN_CODING = "request body  contentencoding";
    private static final String NO_BODY = "request body  required";

    /** What is wrong with a request. */
    private enum Fault {
        NONE(200, Verdict.VALID),
        ROW(400, Verdict.REPORTED, BROKEN_ROW),
        CUT(400, Verdict.REPORTED, BROKEN_CODING),
        SPOILT(400, Verdict.REPORTED, BROKEN_CODING),
        WRONG_SUM(400, Verdict.REPORTED, BROKEN_CODING),
        GARBAGE_BEHIND(400, Verdict.REPORTED, BROKEN_CODING),
        TWO_MEMBERS(400, Verdict.REPORTED, BROKEN_CODING),
        NO_CODING_AT_ALL(400, Verdict.REPORTED, BROKEN_CODING),
        EMPTY_INSIDE(400, Verdict.REPORTED, NO_BODY),
        TOO_LARGE(413, Verdict.UNJUDGED),
        UNKNOWN_CODING(415, Verdict.UNJUDGED),
        TWICE(415, Verdict.UNJUDGED);

        /** In mode block. */
        final int status;
        /** In mode report. */
        final Verdict verdict;

        @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that does not change
        final List<String> found;

        Fault(int status, Verdict verdict, String... found) {
            this.status = status;
            this.verdict = verdict;
            this.found = List.of(found);
        }

        /** For who has to read the body whatever the mode is. */
        int statusWhereRead() {
            return found.contains(BROKEN_CODING) || status > 400 ? status : 200;
        }
    }

    private record Sent(Fault fault, String coding, Buffer plain, Buffer content) {

        Sent(Fault fault, String coding, byte[] plain, byte[] content) {
            this(fault, coding, Buffer.buffer(plain), Buffer.buffer(content));
        }
    }

    private static byte[] rows(int size, String last) {
        return ModeServer.bytes("[" + "{\"n\":1,\"unknown\":\"\"},".repeat(size / 21) + last + "]");
    }

    private static byte[] both(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static Sent random(Random random) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        boolean unread = fault == Fault.UNKNOWN_CODING || fault == Fault.TWICE;
        // of a body that is not read so much is thrown away that the answer can be; after more, the connection is gone
        int most = unread ? 20_000 : 170_000;
        int size = random.nextInt(3) == 0 ? random.nextInt(2_000) : random.nextInt(most);
        byte[] plain = rows(
                fault == Fault.TOO_LARGE ? 250_000 + random.nextInt(2_000_000) : size,
                fault == Fault.ROW ? "{\"n\":11}" : "{}");
        if (fault == Fault.EMPTY_INSIDE) {
            plain = new byte[0];
        }
        int coding = fault == Fault.TWO_MEMBERS || fault == Fault.WRONG_SUM ? 2 : random.nextInt(4);
        byte[] bytes;
        do {
            bytes = coding < 2 ? Coded.deflate(plain, coding == 1, random) : Coded.gzipMember(plain, random);
            // what comes is never too large, only what it unfolds to
        } while (bytes.length > MAX_BODY - 1_000);
        String name = coding < 2 ? "deflate" : coding == 2 ? "gzip" : "X-Gzip";
        return switch (fault) {
            case NONE, ROW, TOO_LARGE, EMPTY_INSIDE -> new Sent(fault, name, plain, bytes);
            case CUT -> new Sent(fault, name, plain, Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1)));
            case SPOILT -> {
                bytes[0] = (byte) 0xFF;
                yield new Sent(fault, name, plain, bytes);
            }
            case WRONG_SUM -> {
                bytes[bytes.length - 1 - random.nextInt(8)]++;
                yield new Sent(fault, name, plain, bytes);
            }
            case GARBAGE_BEHIND -> {
                byte[] garbage = new byte[1 + random.nextInt(20)];
                random.nextBytes(garbage);
                yield new Sent(fault, name, plain, both(bytes, garbage));
            }
            case TWO_MEMBERS ->
                new Sent(fault, name, plain, both(bytes, Coded.gzipMember(ModeServer.bytes(" "), random)));
            case NO_CODING_AT_ALL -> new Sent(fault, "gzip", plain, plain);
            case UNKNOWN_CODING -> new Sent(fault, random.nextBoolean() ? "br" : "gzip, zstd", plain, bytes);
            case TWICE -> new Sent(fault, name + ", gzip", plain, Coded.gzipMember(bytes, random));
        };
    }

    private static ModeServer server(Mode mode, Kind kind) throws Exception {
        ModeServer server = ModeServer.holding(CONTRACT, new Modes(mode, Mode.OFF), kind, MAX_BODY, null);
        server.answer = new ModeServer.Answer(200, null, Fields.NONE, Buffer.buffer());
        return server;
    }

    private static HttpResponse<byte[]> put(ModeServer server, String target, String coding, byte @Nullable [] body)
            throws Exception {
        return server.send("PUT", target, body, "Content-Type", "application/json", "Content-Encoding", coding);
    }

    @TestFactory
    Stream<DynamicTest> everyCodingInEveryModeBrokenInEveryWay() {
        System.out.println("seed " + SEED);
        List<DynamicTest> tests = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (Kind kind : Kind.values()) {
                tests.add(DynamicTest.dynamicTest(mode + " " + kind, () -> all(mode, kind)));
            }
        }
        return tests.stream();
    }

    private static void all(Mode mode, Kind kind) throws Exception {
        Random random = new Random(SEED);
        boolean read = kind == Kind.FULL;
        try (ModeServer server = server(mode, kind)) {
            for (int i = 0; i < ROUNDS; i++) {
                Sent sent = random(random);
                Fault fault = sent.fault;
                String name = "round " + i + ", " + fault + " in " + sent.coding + ", " + sent.content.length()
                        + " bytes, seed " + SEED;
                int status = mode == Mode.BLOCK ? fault.status : read ? fault.statusWhereRead() : 200;
                boolean told = mode == Mode.BLOCK || (mode == Mode.REPORT && status == 200);
                long before = server.count(Direction.REQUEST, fault.verdict);
                server.reset();

                HttpResponse<byte[]> answer = put(server, "/rows", sent.coding, sent.content.getBytes());

                assertThat(answer.statusCode()).as(name).isEqualTo(status);
                assertThat(server.calls).as(name).hasValue(status == 200 ? 1 : 0);
                if (status == 200) {
                    assertThat(server.bodies.element()).as(name).isEqualTo(sent.content);
                }
                if (status == 200 && read && fault != Fault.EMPTY_INSIDE) {
                    assertThat(server.contents.element()).as(name).isEqualTo(sent.plain);
                }
                if (status == 415) {
                    assertThat(answer.headers().firstValue("Accept-Encoding"))
                            .as(name)
                            .hasValue("gzip, deflate");
                }
                if (mode == Mode.REPORT && status == 200) {
                    Eventually.holds(() -> server.count(Direction.REQUEST, fault.verdict) == before + 1);
                }
                List<String> found = told ? fault.found : List.of();
                // it is told when the answer has gone
                Eventually.holds(() -> server.found().size() >= found.size());
                assertThat(server.found()).as(name).containsExactlyElementsOf(found);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allThatIsWrongIsToldAtOnce(Kind kind) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, kind)) {
            HttpResponse<byte[]> answer = put(server, "/rows?limit=x", "gzip", ModeServer.bytes("[]"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("limit", "expected whole content in its Content-Encoding");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsNothingInEveryCoding(Kind kind) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, kind)) {
            assertThat(put(server, "/rows", "gzip", new byte[0]).statusCode()).isEqualTo(400);
            Eventually.holds(() -> server.found().equals(Set.of(NO_BODY)));
            assertThat(put(server, "/rows", "gzip", null).statusCode()).isEqualTo(400);
            assertThat(put(server, "/optional", "gzip", new byte[0]).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, gzip", "nonsense"})
    void whatNobodyLooksAtPasses(String coding) throws Exception {
        byte[] body = ModeServer.bytes("in no coding at all");
        try (ModeServer server = server(Mode.BLOCK, Kind.STREAMED)) {
            assertThat(put(server, "/anything", coding, body).statusCode()).isEqualTo(200);
            assertThat(server.bodies.element().getBytes()).isEqualTo(body);
        }
    }

    @Test
    void whoReadsWhatTheContractDoesNotKnowGetsItUnfolded() throws Exception {
        byte[] plain = ModeServer.bytes("whatever");
        try (ModeServer server = server(Mode.BLOCK, Kind.FULL)) {
            assertThat(put(server, "/anything", "deflate", Coded.deflate(plain, false, new Random(1)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.contents.element().getBytes()).isEqualTo(plain);
            assertThat(put(server, "/anything", "deflate", plain).statusCode()).isEqualTo(400);
            assertThat(put(server, "/anything", "br", plain).statusCode()).isEqualTo(415);
        }
    }

    /** A megabyte in a kilobyte; a gigabyte would cost no more. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBombIsRefused(Kind kind) throws Exception {
        byte[] bomb = Coded.gzipMember(new byte[MAX_BODY + 1], new Random(1));
        byte[] whole = Coded.gzipMember(rows(MAX_BODY - 100, "{}"), new Random(1));
        try (ModeServer server = server(Mode.BLOCK, kind)) {
            HttpResponse<byte[]> answer = put(server, "/rows", "gzip", bomb);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("expected: at most " + MAX_BODY + " bytes, with the Content-Encoding undone");
            assertThat(put(server, "/rows", "gzip", whole).statusCode()).isEqualTo(200);
        }
    }

    /** A signature is of the bytes that came. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void claimsAreConfirmedByWhatWasSent(Mode mode) throws Exception {
        Queue<Buffer> confirmed = new ConcurrentLinkedQueue<>();
        byte[] sent = Coded.gzipMember(rows(90_000, "{}"), new Random(2));
        byte[] forged = ModeServer.bytes("forged");
        try (ModeServer server = ModeServer.holding(
                CONTRACT, new Modes(mode, Mode.OFF), Kind.STREAMED, MAX_BODY, body -> confirm(body, confirmed))) {
            assertThat(put(server, "/rows", "gzip", sent).statusCode()).isEqualTo(200);
            assertThat(server.bodies.remove().getBytes()).isEqualTo(sent);
            // before anybody undoes it
            assertThat(put(server, "/rows", "gzip", forged).statusCode()).isEqualTo(401);

            assertThat(confirmed).extracting(Buffer::getBytes).containsExactly(sent, forged);
            assertThat(server.count(Direction.REQUEST, Verdict.VALID)).isEqualTo(mode == Mode.REPORT ? 1 : 0);
        }
    }

    private static @Nullable Problem confirm(Body body, Queue<Buffer> confirmed) {
        if (body instanceof Body.Bytes bytes) {
            confirmed.add(bytes.buffer());
            return bytes.buffer().toString().equals("forged") ? Problem.of(ProblemType.UNAUTHENTICATED) : null;
        }
        return null;
    }
}
