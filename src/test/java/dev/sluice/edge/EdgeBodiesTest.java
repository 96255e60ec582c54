package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Identity;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of every kind over real sockets: which are refused, and what the refusal points at. */
class EdgeBodiesTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: t, version: v}
            paths:
              /x:
                put:
                  requestBody:
                    required: true
                    content:
                      application/json: &object
                        schema:
                          type: object
                          required: [id]
                          properties: {id: {type: integer}, tags: {type: array, items: {type: string, maxLength: 2}},
                            file: {type: string, contentMediaType: image/png, maxLength: 3}}
                      application/*+json: {schema: {type: array}}
                      application/x-www-form-urlencoded: *object
                      multipart/form-data: *object
                      text/*: {schema: {type: string, maxLength: 3}}
                      application/octet-stream: {schema: {maxLength: 3}}
                  responses: {'200': {description: ok, content: {text/plain: {}}}}
            """;
    private static final Pattern FOUND = Pattern.compile("\"pointer\":\"([^\"]*)\",[^}]*?\"keyword\":\"([^\"]*)\"");

    private static Vertx vertx = Vertx.vertx();
    private static EdgeServer server = server();
    private static int port;

    private static EdgeServer server() {
        ContractPlan contract;
        try {
            contract = Contracts.parse("api.yaml", CONTRACT);
        } catch (DocumentException refused) {
            throw new AssertionError(refused);
        }
        Stages stages = new Stages(
                List.of(new Mount(
                        contract,
                        exchange -> Future.succeededFuture(new Reply.Full(200, "text/plain", Buffer.buffer("ok"))))),
                (message, operation) -> new Identity.Known(Caller.ANONYMOUS),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        Duration second = Duration.ofSeconds(20);
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1",
                0,
                4096,
                8192,
                200_000,
                65_536,
                1000,
                new EdgeSettings.Timeouts(second, second, second, second));
        return new EdgeServer(settings, stages, (exchange, status, problem) -> {});
    }

    @BeforeAll
    static void start() throws Exception {
        port = server.start(vertx, 1).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop(Duration.ofSeconds(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The status, and keyword and pointer of each violation. */
    private static String put(String headers, byte[]... pieces) throws IOException {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        try (RawConnection client = new RawConnection(port)) {
            client.send("PUT /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\nContent-Length: " + length + "\r\n\r\n");
            for (byte[] piece : pieces) {
                client.send(piece);
            }
            return words(client.read());
        }
    }

    private static String words(Answer answer) {
        List<String> found = new ArrayList<>();
        Matcher matcher = FOUND.matcher(answer.text());
        while (matcher.find()) {
            found.add(matcher.group(2) + " " + matcher.group(1));
        }
        return answer.status() + (found.isEmpty() ? "" : " " + String.join(", ", found));
    }

    private static byte[] bytes(String text) {
        return text.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Type: application/json | {\"id\":1} | 200",
                "Content-Type: Application/JSON; charset=\"utf-8\" | {\"id\":\"1\"} | 400 type /id",
                "Content-Type: application/json;charset=latin1 | {\"id\":1} | 415",
                "Content-Type: application/problem+json | {\"id\":1} | 400 type ",
                "Content-Type: application/xml | <a/> | 415",
                "Content-Type: application/ | {} | 415",
                "Content-Type: application/json, text/plain | {} | 415",
                "Content-Type: application/json~Content-Type: text/plain | {} | 400",
                "Content-Type: application/json~Accept: text/plain;q=0, application/json | {\"id\":1} | 406",
                "Content-Type: application/json~Accept: text/*;q=0.1 | {\"id\":1} | 200",
                "Content-Type: text/csv | abc | 200",
                "Content-Type: text/csv | abcd | 400 maxLength ",
                "Content-Type: text/plain;charset=utf-32 | abc | 415",
                "Content-Type: application/octet-stream | abc | 200",
                "Content-Type: application/octet-stream | abcd | 400 maxLength ",
                "X-None: 1 | abc | 200",
                "Content-Type: application/x-www-form-urlencoded | id=1&tags=a&tags=b | 200",
                "Content-Type: application/x-www-form-urlencoded | id=one&tags=abc&tags=b | 400 type /id, maxLength /tags/0",
                "Content-Type: application/x-www-form-urlencoded;charset=UTF-8 | tags=%zz | 400 style /tags, required ",
                "Content-Type: multipart/form-data; boundary=b | --b~Content-Disposition: form-data; name=\"id\"~~1~--b-- | 200",
                "Content-Type: multipart/form-data; boundary=\"b\" | --b~Content-Disposition: form-data; name=id~~x~--b-- | 400 type /id",
                "Content-Type: multipart/form-data; boundary=b | --b~Content-Disposition: form-data; name=\"id\"~~1~--b | 400 multipart ",
                "Content-Type: multipart/form-data | --b-- | 400 multipart ",
                "Content-Type: multipart/mixed; boundary=b | --b-- | 415",
            })
    void judgesBodiesByTheirMediaType(String headers, String body, String expected) throws IOException {
        assertThat(put(headers.replace("~", "\r\n"), bytes(body)).strip()).isEqualTo(expected.strip());
    }

    @Test
    void judgesAFileThatArrivesInPieces() throws IOException {
        byte[] head = bytes("--b~Content-Disposition: form-data; name=id~~1~--b~Content-Disposition: form-data;"
                + " name=file; filename=x.png~Content-Type: image/png~~");
        byte[] end = bytes("~--b--~");
        String type = "Content-Type: multipart/form-data; boundary=b";

        assertThat(put(type, head, new byte[] {(byte) 0xff, '\r', '\n'}, end)).isEqualTo("200");
        assertThat(put(type, head, new byte[] {(byte) 0xff, '\r', '\n', '-'}, end))
                .isEqualTo("400 maxLength /file");
        assertThat(put(type, head, new byte[150_000], end)).isEqualTo("400 maxLength /file");
    }
}
