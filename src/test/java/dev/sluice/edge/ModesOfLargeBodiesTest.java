package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are larger than what is held of one, in a coding, without an end, or broken off. */
class ModesOfLargeBodiesTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: large, version: '1' }
            paths:
              /rows:
                put:
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Rows' } } } }
                  responses:
                    '200':
                      description: ok
                      content:
                        application/json: { schema: { $ref: '#/components/schemas/Rows' } }
                        text/event-stream: { schema: { type: string, maxLength: 3 } }
              /unique:
                put:
                  requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Unique' } } } }
                  responses:
                    '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Unique' } } } }
            components:
              schemas:
                Rows: { type: array, items: { type: object, properties: { n: { type: integer, maximum: 10 } } } }
                Unique: { type: array, uniqueItems: true }
            """;

    private static final String[] JSON = {"Content-Type", "application/json"};

    private static byte[] rows(int count, String last) {
        return ModeServer.bytes("[" + "{\"n\":1,\"unknown\":\"\"},".repeat(count) + last + "]");
    }

    private static Answer answer(String type, byte[] body) {
        return new Answer(200, type, Fields.NONE, Buffer.buffer(body));
    }

    private static ModeServer server(Mode request, Mode response, Kind kind) throws Exception {
        return new ModeServer(CONTRACT, new Modes(request, response), kind);
    }

    private static ModeServer refusing(Kind kind) throws Exception {
        return new ModeServer(CONTRACT, new Modes(Mode.BLOCK, Mode.BLOCK), kind, true, 1, 1);
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STREAMED", "CHUNKED"})
    void aLargeRequestIsJudgedWhileItFlows(Kind kind) throws Exception {
        byte[] body = rows(10_000, "{\"n\":11}");
        try (ModeServer server = server(Mode.REPORT, Mode.OFF, kind)) {
            server.answer = answer("application/json", rows(0, "{}"));

            assertThat(server.send("PUT", "/rows", body, JSON).statusCode()).isEqualTo(200);

            assertThat(server.bodies.element().getBytes()).isEqualTo(body);
            Eventually.holds(() -> server.found().contains("request body /*/n maximum"));
            assertThat(server.count(Direction.REQUEST, Verdict.REPORTED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STREAMED", "CHUNKED"})
    void aLargeRequestThatCannotBeJudgedInPartsPassesAndIsCounted(Kind kind) throws Exception {
        byte[] body = rows(20_000, "{}");
        try (ModeServer server = server(Mode.REPORT, Mode.OFF, kind)) {
            server.answer = answer("application/json", rows(0, "{}"));

            assertThat(server.send("PUT", "/unique", body, JSON).statusCode()).isEqualTo(200);

            assertThat(server.bodies.element().length()).isEqualTo(body.length);
            Eventually.holds(() -> server.count(Direction.REQUEST, Verdict.UNJUDGED) == 1);
            assertThat(server.found()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aLargeRequestForABackendThatTakesItWholeIsRefused(Mode mode) throws Exception {
        try (ModeServer server = server(mode, Mode.OFF, Kind.FULL)) {
            assertThat(server.send("PUT", "/rows", rows(2_000, "{}"), JSON).statusCode())
                    .isEqualTo(413);
            assertThat(server.calls).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRequestInACodingIsJudgedAsFarAsTheModeSays(Mode mode) throws Exception {
        byte[] body = zipped(rows(3, "{\"n\":11}"));
        String[] fields = {"Content-Type", "application/json", "Content-Encoding", "gzip"};
        try (ModeServer flowing = server(mode, Mode.OFF, Kind.STREAMED);
                ModeServer held = server(mode, Mode.OFF, Kind.FULL)) {
            flowing.answer = answer("application/json", rows(0, "{}"));

            HttpResponse<byte[]> answer = flowing.send("PUT", "/rows", body, fields);

            assertThat(answer.statusCode()).isEqualTo(mode == Mode.BLOCK ? 400 : 200);
            assertThat(held.send("PUT", "/rows", body, fields).statusCode()).isEqualTo(mode == Mode.BLOCK ? 400 : 200);
            if (mode != Mode.BLOCK) {
                assertThat(flowing.bodies.element().getBytes()).isEqualTo(body);
            }
            assertThat(flowing.count(Direction.REQUEST, Verdict.REPORTED)).isEqualTo(mode == Mode.REPORT ? 1 : 0);
            Eventually.holds(() -> flowing.found().contains("request body /*/n maximum") == (mode != Mode.OFF));
        }
    }

    @Test
    void aRequestInACodingIsJudgedAsFarAsThatCanBeUndone() throws Exception {
        byte[] broken = zipped(rows(3, "{}"));
        broken[broken.length - 5]++;
        byte[] bomb = zipped(new byte[ModeServer.MAX_BODY + 1]);
        try (ModeServer server = server(Mode.REPORT, Mode.OFF, Kind.CHUNKED)) {
            server.answer = answer("application/json", rows(0, "{}"));

            server.send("PUT", "/rows", broken, "Content-Type", "application/json", "Content-Encoding", "gzip");
            server.send("PUT", "/rows", bomb, "Content-Type", "application/json", "Content-Encoding", "gzip");
            server.send("PUT", "/rows", bomb, "Content-Type", "application/json", "Content-Encoding", "br");

            assertThat(server.count(Direction.REQUEST, Verdict.REPORTED)).isEqualTo(1);
            assertThat(server.count(Direction.REQUEST, Verdict.UNJUDGED)).isEqualTo(2);
            assertThat(server.found()).containsExactly("request body  contentencoding");
            assertThat(server.bodies).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STREAMED", "CHUNKED"})
    void anAnswerBeyondWhatIsHeldPassesAndIsJudgedMeanwhile(Kind kind) throws Exception {
        byte[] body = rows(10_000, "{\"n\":11}");
        try (ModeServer server = server(Mode.BLOCK, Mode.BLOCK, kind)) {
            server.answer = answer("application/json", body);

            HttpResponse<byte[]> answer = server.send("PUT", "/rows", rows(0, "{}"), JSON);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(body);
            Eventually.holds(() -> server.found().contains("response body /*/n maximum"));
            assertThat(server.count(Direction.RESPONSE, Verdict.REPORTED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"STREAMED", "CHUNKED"})
    void anAnswerBeyondWhatIsHeldIsRefusedWhereThatIsSet(Kind kind) throws Exception {
        try (ModeServer server = refusing(kind)) {
            server.answer = answer("application/json", rows(10_000, "{}"));

            assertThat(server.send("PUT", "/rows", rows(0, "{}"), JSON).statusCode())
                    .isEqualTo(502);

            assertThat(server.cancelled).hasValue(1);
            assertThat(server.count(Direction.RESPONSE, Verdict.BLOCKED)).isEqualTo(1);
        }
    }

    @Test
    void aLargeAnswerThatIsHeldAnywayIsBlockedByAWorker() throws Exception {
        try (ModeServer server = server(Mode.BLOCK, Mode.BLOCK, Kind.FULL)) {
            server.answer = answer("application/json", rows(10_000, "{\"n\":11}"));
            HttpResponse<byte[]> broken = server.send("PUT", "/rows", rows(0, "{}"), JSON);
            server.answer = answer("application/json", rows(10_000, "{\"n\":10}"));
            HttpResponse<byte[]> fine = server.send("PUT", "/rows", rows(0, "{}"), JSON);

            assertThat(broken.statusCode()).isEqualTo(502);
            assertThat(fine.statusCode()).isEqualTo(200);
            assertThat(server.found()).containsExactly("response body /*/n maximum");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BLOCK", "REPORT"})
    void anAnswerInACodingIsCounted(Mode mode) throws Exception {
        byte[] body = zipped(rows(3, "{\"n\":11}"));
        try (ModeServer server = server(Mode.BLOCK, mode, Kind.STREAMED);
                ModeServer refusing = refusing(Kind.STREAMED)) {
            server.answer = answer("application/json", body).with("Content-Encoding", "br");
            refusing.answer = server.answer;

            HttpResponse<byte[]> answer = server.send("PUT", "/rows", rows(0, "{}"), JSON);

            assertThat(answer.body()).isEqualTo(body);
            Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.UNJUDGED) == 1);
            assertThat(refusing.send("PUT", "/rows", rows(0, "{}"), JSON).statusCode())
                    .isEqualTo(502);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BLOCK", "REPORT"})
    void anEventStreamIsNeverHeld(Mode mode) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, mode, Kind.CHUNKED)) {
            server.answer = answer("text/event-stream", ModeServer.bytes("data: 1\n\n".repeat(10_000)));

            HttpResponse<byte[]> answer = server.send("PUT", "/rows", rows(0, "{}"), JSON);

            assertThat(answer.body()).hasSize(90_000);
            assertThat(server.found()).isEmpty();
            Eventually.holds(() -> server.count(Direction.RESPONSE, Verdict.UNJUDGED) == 1);
        }
    }

    @Test
    void anAnswerThatBreaksOffWhileItIsHeldIsA502() throws Exception {
        try (ModeServer server = server(Mode.BLOCK, Mode.BLOCK, Kind.CHUNKED)) {
            server.answer = answer("application/json", rows(10, "{}"));
            server.end = Pieces.End.BROKEN;

            assertThat(server.send("PUT", "/rows", rows(0, "{}"), JSON).statusCode())
                    .isEqualTo(502);

            server.end = Pieces.End.WHOLE;
            assertThat(server.send("PUT", "/rows", rows(0, "{}"), JSON).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BLOCK", "REPORT"})
    void anAnswerThatBreaksOffWhileItPassesIsCut(Mode mode) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, mode, Kind.CHUNKED)) {
            server.answer = answer("application/json", rows(10_000, "{}"));
            server.end = Pieces.End.BROKEN;

            assertThatThrownBy(() -> server.send("PUT", "/rows", rows(0, "{}"), JSON))
                    .isInstanceOf(IOException.class);

            assertThat(server.found()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"BLOCK", "REPORT"})
    void aClientThatLeavesGivesItsAnswerUp(Mode mode) throws Exception {
        try (ModeServer server = server(Mode.BLOCK, mode, Kind.CHUNKED)) {
            server.answer = answer("application/json", rows(1_000, "{}"));
            server.end = Pieces.End.STALLED;
            try (RawConnection client = new RawConnection(server.port())) {
                client.send("PUT /rows HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n[]");
                Eventually.holds(() -> server.calls.get() == 1);
            }
            Eventually.holds(() -> server.cancelled.get() == 1);

            server.end = Pieces.End.WHOLE;
            assertThat(server.send("PUT", "/rows", rows(0, "{}"), JSON).statusCode())
                    .isEqualTo(200);
        }
    }
}
