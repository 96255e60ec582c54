package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.edge.ModeServer.Answer;
import dev.sluice.edge.ModeServer.Kind;
import dev.sluice.exchange.Fields;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Verdict;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sequences in requests and answers, through the edge: held or flowing, in each mode. */
class SequencesOverHttpTest {

    private static final String CONTRACT = """
            openapi: 3.2.0
            info: { title: sequences, version: '1' }
            paths:
              /rows:
                post:
                  requestBody:
                    content:
                      application/jsonl: { itemSchema: { $ref: '#/components/schemas/Row' } }
                  responses:
                    '200':
                      description: ok
                      content:
                        application/jsonl: { itemSchema: { $ref: '#/components/schemas/Row' } }
                        application/json-seq: { itemSchema: { $ref: '#/components/schemas/Row' } }
                        text/event-stream: { itemSchema: { properties: { data: { maxLength: 3 } } } }
            components:
              schemas:
                Row: { type: object, properties: { n: { type: integer, maximum: 10 } } }
            """;

    private static final String[] LINES = {"Content-Type", "application/jsonl"};
    private static final byte[] RIGHT = ModeServer.bytes("{\"n\":1}\n");

    private static ModeServer server(Mode request, Mode response, Kind kind) throws Exception {
        return new ModeServer(CONTRACT, new Modes(request, response), kind);
    }

    private static Answer answer(String type, byte[] body) {
        return new Answer(200, type, Fields.NONE, Buffer.buffer(body));
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] items(String type, int count, int wrong) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String n = i == wrong ? "1111" : "1";
            text.append(
                    switch (type) {
                        case "application/jsonl" -> "{\"n\":" + n + "}\n";
                        case "application/json-seq" -> "\u001e{\"n\":" + n + "}\n";
                        default -> ": x\ndata: " + n + "\n\n";
                    });
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWrongItemOfARequestIsA400WithItsNumber(Kind kind) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, Mode.OFF, kind)) {
            server.answer = answer("application/jsonl", RIGHT);

            assertThat(server.send("POST", "/rows", items("application/jsonl", 9, -1), LINES)
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> refused = server.send("POST", "/rows", items("application/jsonl", 9, 7), LINES);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"pointer\":\"/7/n\"");
            assertThat(server.calls).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STREAMED", "CHUNKED"})
    void aLargeRequestIsJudgedWhileItFlows(Kind kind) throws Exception {
        byte[] body = items("application/jsonl", 20_000, 19_999);
        try (ModeServer server = server(Mode.REPORT, Mode.OFF, kind)) {
            server.answer = answer("application/jsonl", RIGHT);

            assertThat(server.send("POST", "/rows", body, LINES).statusCode()).isEqualTo(200);

            assertThat(server.bodies.element().getBytes()).isEqualTo(body);
            Eventually.holds(() -> server.count(Direction.REQUEST, Verdict.REPORTED) == 1);
            assertThat(server.found()).containsExactly("request body /*/n maximum");
        }
    }

    /** Only what is whole, or says how long it is, is held: a stream goes on as it comes, in each mode. */
    @ParameterizedTest
    @CsvSource({
        "application/jsonl, /*/n maximum",
        "application/json-seq, /*/n maximum",
        "text/event-stream, /*/data maxlength"
    })
    void answersAreJudgedItemByItem(String type, String found) throws Exception {
        for (Kind kind : Kind.values()) {
            for (Mode mode : List.of(Mode.BLOCK, Mode.REPORT)) {
                for (boolean coded : new boolean[] {false, true}) {
                    String described = type + " " + kind + " " + mode + (coded ? " gzip" : "");
                    boolean blocked = mode == Mode.BLOCK && kind != Kind.CHUNKED;
                    try (ModeServer server = server(Mode.BLOCK, mode, kind)) {
                        Fields fields = coded ? Fields.of("Content-Encoding", "gzip") : Fields.NONE;
                        byte[] right = coded ? zipped(items(type, 1_000, -1)) : items(type, 1_000, -1);
                        byte[] wrong = coded ? zipped(items(type, 1_000, 900)) : items(type, 1_000, 900);

                        server.answer = new Answer(200, type, fields, Buffer.buffer(right));
                        assertThat(server.send("POST", "/rows", RIGHT, LINES).body())
                                .as(described)
                                .isEqualTo(right);
                        Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.VALID) == 1);
                        server.answer = new Answer(200, type, fields, Buffer.buffer(wrong));
                        HttpResponse<byte[]> answer = server.send("POST", "/rows", RIGHT, LINES);

                        assertThat(answer.statusCode()).as(described).isEqualTo(blocked ? 502 : 200);
                        Verdict verdict = blocked ? Verdict.BLOCKED : Verdict.REPORTED;
                        Eventually.holds(() -> server.count(Direction.RESPONSE, verdict) == 1);
                        assertThat(server.found()).as(described).isEqualTo(Set.of("response body " + found));
                        assertThat(blocked || java.util.Arrays.equals(answer.body(), wrong))
                                .as(described)
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Nobody waits for the end of a stream: not who reads it, and not who is told what is wrong with it. */
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BLOCK", "REPORT"})
    void anEventGoesOnAndIsToldBeforeTheStreamEnds(Mode mode) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, mode, Kind.CHUNKED);
                RawConnection client = new RawConnection(server.port())) {
            server.answer = answer("text/event-stream", items("text/event-stream", 3, 1));
            server.end = Pieces.End.STALLED;

            client.send("POST /rows HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\nContent-Length: "
                    + RIGHT.length + "\r\n\r\n" + new String(RIGHT, StandardCharsets.UTF_8));

            assertThat(client.readHead().status()).isEqualTo(200);
            Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.REPORTED) == 1);
            assertThat(server.found()).containsExactly("response body /*/data maxlength");
        }
    }

    @Test
    void aStreamThatWantsMoreTimeThanThereIsGoesOnUnjudged() throws Exception {
        byte[] body = items("text/event-stream", 20_000, 19_999);
        try (ModeServer server =
                new ModeServer(CONTRACT, new Modes(Mode.BLOCK, Mode.REPORT), Kind.CHUNKED, false, 1, 1e-9)) {
            server.answer = answer("text/event-stream", body);

            assertThat(server.send("POST", "/rows", RIGHT, LINES).body()).isEqualTo(body);

            Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.SKIPPED) == 1);
            assertThat(server.found()).isEmpty();
        }
    }

    @Test
    void aStreamThatBreaksOffHasBeenJudgedSoFar() throws Exception {
        try (ModeServer server = server(Mode.BLOCK, Mode.REPORT, Kind.CHUNKED);
                RawConnection client = new RawConnection(server.port())) {
            server.answer = answer("application/jsonl", items("application/jsonl", 3, 1));
            server.end = Pieces.End.BROKEN;

            client.send("POST /rows HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\nContent-Length: "
                    + RIGHT.length + "\r\n\r\n" + new String(RIGHT, StandardCharsets.UTF_8));

            assertThat(client.readHead().status()).isEqualTo(200);
            Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.REPORTED) == 1);
            assertThat(server.found()).containsExactly("response body /*/n maximum");
        }
    }
}
