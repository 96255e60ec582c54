package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.edge.ModeServer.Answer;
import dev.sluice.edge.ModeServer.Kind;
import dev.sluice.exchange.Fields;
import dev.sluice.support.Eventually;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Verdict;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
              /none:
                get: { responses: { '200': { description: ok } } }
              /text:
                get: { responses: { '200': { description: ok, content: { text/plain: {} } } } }
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

    /** Whether there is content is all that counts where nothing says what it is: however it comes, and however long it is. */
    @ParameterizedTest
    @CsvSource({
        // target, media type, what is found of no content, and of some
        "/thing, , response body  required, response header Content-Type required",
        "/text, , , response header Content-Type required",
        "/none, , , response body  content",
        "/none, application/json, , response body  content",
        "/none, text/event-stream, , response body  content",
    })
    void contentThatIsNotDeclaredIsSeenInWhateverForm(
            String target, @Nullable String type, @Nullable String ofNone, String ofSome) throws Exception {
        for (Kind kind : Kind.values()) {
            for (Mode mode : List.of(Mode.BLOCK, Mode.REPORT)) {
                for (String coding : List.of("identity", "gzip", "br")) {
                    for (int size : new int[] {0, 1, ModeServer.MAX_RESPONSE + 1, 100_000}) {
                        String described = String.join(" ", kind + "", mode + "", coding, size + "");
                        boolean endless = "text/event-stream".equals(type) && kind == Kind.CHUNKED && size == 0;
                        if (endless) {
                            // it is taken for one that has something to say
                            continue;
                        }
                        seen(
                                new Modes(Mode.BLOCK, mode),
                                kind,
                                target,
                                type,
                                coding,
                                size,
                                described,
                                size == 0 ? ofNone : ofSome);
                    }
                }
            }
        }
    }

    private static void seen(
            Modes modes,
            Kind kind,
            String target,
            @Nullable String type,
            String coding,
            int size,
            String described,
            @Nullable String found)
            throws Exception {
        try (ModeServer server = new ModeServer(CONTRACT, modes, kind)) {
            Fields fields = coding.equals("identity") ? Fields.NONE : Fields.of("Content-Encoding", coding);
            server.answer = new Answer(200, type, fields, Buffer.buffer(new byte[size]));

            HttpResponse<byte[]> answer = server.send("GET", target, null);

            boolean blocked = found != null && modes.response() == Mode.BLOCK;
            assertThat(answer.statusCode()).as(described).isEqualTo(blocked ? 502 : 200);
            if (!blocked) {
                assertThat(answer.body()).as(described).hasSize(size);
            }
            Verdict verdict = found == null ? Verdict.VALID : blocked ? Verdict.BLOCKED : Verdict.REPORTED;
            Eventually.holds(() -> server.count(Direction.RESPONSE, verdict) == 1);
            assertThat(server.found())
                    .as(described)
                    .isEqualTo(found == null ? Set.of() : Set.of(found.toLowerCase(Locale.ROOT)));
        }
    }
}
