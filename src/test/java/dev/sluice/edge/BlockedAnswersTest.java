package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.edge.ModeServer.Answer;
import dev.sluice.edge.ModeServer.Kind;
import dev.sluice.exchange.Fields;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Verdict;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out in mode {@code block} in place of an answer, or although the contract does not say so. */
class BlockedAnswersTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: blocked, version: '1' }
            paths:
              /thing:
                get:
                  responses:
                    '200': { description: ok, content: { application/json: { schema: { type: integer } } } }
                put:
                  responses:
                    '200': { description: ok, content: { application/json: { schema: { type: integer } } } }
              /other:
                get:
                  responses:
                    '200': { description: ok }
                    default: { description: failed, headers: { X-Why: { required: true, schema: { type: string } } } }
              /strict:
                get:
                  responses:
                    '200': { description: ok }
                    '304': { description: same, headers: { ETag: { required: true, schema: { type: string } } } }
            """;

    /** RFC 9110, 15.4.5: it stands for the 200 that the client has. */
    @ParameterizedTest
    @CsvSource({
        "GET, /thing, If-None-Match, 304",
        "GET, /thing, If-Modified-Since, 304",
        "GET, /thing, X-None, 502",
        "PUT, /thing, If-None-Match, 502",
        "GET, /other, If-None-Match, 304",
        "GET, /other, X-None, 502",
        "GET, /strict, If-None-Match, 502",
    })
    void notModifiedStandsForAnotherAnswer(String method, String target, String field, int status) throws Exception {
        for (Kind kind : Kind.values()) {
            try (ModeServer server = new ModeServer(CONTRACT, new Modes(Mode.BLOCK, Mode.BLOCK), kind)) {
                server.answer = new Answer(304, null, Fields.NONE, Buffer.buffer());

                HttpResponse<byte[]> answer = server.send(method, target, null, field, "\"x\"");

                assertThat(answer.statusCode()).as(kind.toString()).isEqualTo(status);
                assertThat(server.count(Direction.RESPONSE, status == 304 ? Verdict.VALID : Verdict.BLOCKED))
                        .as(kind.toString())
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProxyStatusTellsThatItIsTheProxyWhoAnswers(Kind kind) throws Exception {
        try (ModeServer server = new ModeServer(CONTRACT, new Modes(Mode.BLOCK, Mode.BLOCK), kind, true, 1, 1)) {
            server.answer = new Answer(200, "application/json", Fields.NONE, Buffer.buffer("\"secret\""));
            HttpResponse<byte[]> broken = server.send("GET", "/thing", null);
            server.answer = new Answer(
                    200, "application/json", Fields.of("Content-Encoding", "br"), Buffer.buffer("\"secret\""));
            HttpResponse<byte[]> unjudged = server.send("GET", "/thing", null);

            assertThat(broken.statusCode()).isEqualTo(502);
            assertThat(broken.headers().allValues("Proxy-Status"))
                    .containsExactly("sluice; details=\"the answer breaks its contract\"");
            assertThat(unjudged.statusCode()).isEqualTo(502);
            assertThat(unjudged.headers().allValues("Proxy-Status"))
                    .containsExactly("sluice; details=\"the answer cannot be judged\"");
            assertThat(new String(broken.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("secret");
        }
    }
}
