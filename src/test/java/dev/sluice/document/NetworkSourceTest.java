package dev.sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers can do to who fetches from them. */
class NetworkSourceTest {

    private static final int MAX_BYTES = 100_000;
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /** For what must end by itself, whatever the machine does meanwhile. */
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("/good", "200 OK|Content-Type: text/plain; charset=utf-8|good"),
            Map.entry("/alsogood", "200 OK||good"),
            Map.entry("/absent", "404 Not Found||no"),
            Map.entry("/secret", "401 Unauthorized|WWW-Authenticate: Basic realm=\"x\"|no"),
            Map.entry("/empty", "204 No Content||"),
            Map.entry("/part", "206 Partial Content||go"),
            Map.entry("/broken", "500 Oops||no"),
            Map.entry("/page", "200 OK|Content-Type: Text/HTML; charset=utf-8|<html>"),
            Map.entry("/zipped", "200 OK|Content-Encoding: gzip|bytes"),
            Map.entry("/moved", "302 Found|Location: /good|"),
            Map.entry("/moved-far", "301 Moved|Location: http://localhost.invalid/good|"),
            Map.entry("/moved-up", "307 Moved|Location: /%2e%2e/good|"),
            Map.entry("/moved-port", "308 Moved|Location: http://127.0.0.1:1/good|"),
            Map.entry("/moved-scheme", "302 Moved|Location: file:///etc/hostname|"),
            Map.entry("/moved-user", "302 Moved|Location: http://user:hidden@127.0.0.1/good|"),
            Map.entry("/moved-nowhere", "302 Moved||"),
            Map.entry("/moved-wrong", "302 Moved|Location: http://[|"),
            Map.entry("/circle", "302 Moved|Location: /circle|"));

    private final Vertx vertx = Vertx.vertx();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private int port;

    @BeforeEach
    void listen() {
        NetServer server = vertx.createNetServer().connectHandler(this::serve);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void serve(NetSocket socket) {
        Buffer head = Buffer.buffer();
        socket.handler(bytes -> {
            head.appendBuffer(bytes);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                requests.add(text);
                socket.handler(more -> {});
                answer(text.split(" ", 3)[1], socket);
            }
        });
    }

    private void answer(String path, NetSocket socket) {
        String known = ANSWERS.get(path);
        if (known != null) {
            String[] parts = known.split("\\|", -1);
            String field = parts[1].isEmpty() ? "" : parts[1] + "\r\n";
            boolean bodiless = parts[0].startsWith("204");
            socket.write("HTTP/1.1 " + parts[0] + "\r\n" + field
                    + (bodiless ? "" : "Content-Length: " + parts[2].length() + "\r\n") + "Connection: close\r\n\r\n"
                    + parts[2]);
            socket.end();
            return;
        }
        socket.closeHandler(ended -> closed.complete(null));
        switch (path) {
            case "/endless" -> flood(socket, "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(5_000));
            case "/endless-chunks" ->
                flood(
                        socket,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "3e8\r\n" + "x".repeat(1_000) + "\r\n");
            case "/endless-head" -> flood(socket, "HTTP/1.1 200 OK\r\n", "X-More: " + "x".repeat(5_000) + "\r\n");
            case "/endless-hints" -> flood(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n");
            case "/promised" -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nx");
            case "/drip" -> drip(socket, "HTTP/1.1 200 OK\r\n\r\n");
            case "/drip-head" -> drip(socket, "HTTP/1.1 200 OK\r\nX-More: ");
            case "/no-http" -> socket.write("220 mail.example ESMTP\r\n").onComplete(sent -> socket.close());
            case "/cut" ->
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ngoo").onComplete(sent -> socket.close());
            case "/silent" -> {}
            default -> socket.close();
        }
    }

    private void flood(NetSocket socket, String head, String more) {
        socket.write(head);
        pour(socket, Buffer.buffer(more));
    }

    private void pour(NetSocket socket, Buffer block) {
        socket.write(block).onSuccess(sent -> vertx.runOnContext(again -> pour(socket, block)));
    }

    private void drip(NetSocket socket, String head) {
        socket.write(head);
        long timer = vertx.setPeriodic(5, tick -> socket.write("x"));
        socket.closeHandler(ended -> {
            vertx.cancelTimer(timer);
            closed.complete(null);
        });
    }

    private NetworkSource source(Duration timeout) {
        UrlPrefix here = UrlPrefix.parse("http://127.0.0.1:" + port);
        return new NetworkSource(List.of(here), timeout, MAX_BYTES, HttpClient.newBuilder());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String refusal(NetworkSource source, URI url) {
        UnavailableException refused = catchThrowableOfType(UnavailableException.class, () -> source.read(url));
        assertThat(refused).as("a refusal of %s", url).isNotNull();
        return refused.reason();
    }

    @Test
    void fetchesWithoutCredentialsAndTellsWhereItWasFound() throws UnavailableException {
        NetworkSource source = source(PATIENT);

        DocumentSource.Found good = source.read(url("/good"));
        DocumentSource.Found moved = source.read(url("/moved"));

        assertThat(new String(good.bytes(), StandardCharsets.UTF_8)).isEqualTo("good");
        assertThat(good.location()).isEqualTo(url("/good"));
        assertThat(moved.location()).isEqualTo(url("/good"));
        assertThat(requests)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.toLowerCase(java.util.Locale.ROOT))
                        .startsWith("get /")
                        .doesNotContain("authorization:", "cookie:", "referer:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/absent        | the server answers 404 (expected: 200)",
                "/secret        | the server answers 401 (expected: 200; credentials are never sent)",
                "/empty         | the server answers 204 (expected: 200)",
                "/part          | the server answers 206 (expected: 200)",
                "/broken        | the server answers 500 (expected: 200)",
                "/page          | a page of text/html (expected: a YAML or JSON document)",
                "/zipped        | a compressed answer (expected: no Content-Encoding)",
                "/moved-far     | it is redirected to http://localhost.invalid, which is not where documents may be fetched",
                "/moved-up      | which is not where documents may be fetched from (expected: its beginning in fetch.from",
                "/moved-port    | it is redirected to http://127.0.0.1:1, which is not where documents may be fetched from",
                "/moved-scheme  | which is not where documents may be fetched from",
                "/moved-user    | it is redirected to http://127.0.0.1, which is not without credentials",
                "/moved-nowhere | it is redirected to what is no URL",
                "/moved-wrong   | it is redirected to what is no URL",
                "/circle        | it is redirected too often (expected: at most 5 times)",
                "/endless       | too many bytes (expected: at most",
                "/endless-chunks | too many bytes (expected: at most",
                "/endless-head  | the answer broke off or is no HTTP",
                "/endless-hints | the answer broke off or is no HTTP",
                "/no-http       | the answer broke off or is no HTTP",
                "/cut           | the answer broke off or is no HTTP",
                "/gone          | the answer broke off or is no HTTP",
            })
    void whatIsNoDocumentIsRefused(String path, String reason) {
        String refusal = refusal(source(PATIENT), url(path));

        assertThat(refusal).contains(reason).doesNotContain("hidden").contains("(expected: ");
    }

    @ParameterizedTest
    @CsvSource({"/drip", "/drip-head", "/silent", "/promised"})
    void whoTakesTooLongIsLeft(String path) throws Exception {
        assertThat(refusal(source(TIMEOUT), url(path)))
                .isEqualTo("it took too long (expected: fetch.timeout, here 500 ms, and 6 times that for all of a"
                        + " contract)");

        closed.get(PATIENT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void whoFloodsIsCutOff() throws Exception {
        assertThat(refusal(source(PATIENT), url("/endless"))).contains("too many bytes");

        closed.get(PATIENT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void allDocumentsTogetherAreBounded() throws UnavailableException {
        NetworkSource few = new NetworkSource(
                List.of(UrlPrefix.parse("http://127.0.0.1:" + port)), PATIENT, 10, HttpClient.newBuilder());
        few.read(url("/good"));
        few.read(url("/good"));
        NetworkSource slow = source(Duration.ofMillis(20));

        assertThat(refusal(few, url("/good"))).contains("too many bytes");
        for (int i = 0; i < 6; i++) {
            assertThat(refusal(slow, url("/silent"))).contains("it took too long");
        }
        assertThat(refusal(slow, url("/good"))).contains("it took too long");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:%d/good, not where documents may be fetched from",
        "https://127.0.0.1:%d/good, not where documents may be fetched from",
        "http://127.0.0.1:%d/a/../good, not where documents may be fetched from",
        "http://user:hidden@127.0.0.1:%d/good, not without credentials",
        "ftp://127.0.0.1:%d/good, nothing is fetched over the network",
        "file:///etc/hostname, nothing is fetched over the network",
    })
    void noOtherPlaceIsAsked(String url, String reason) {
        assertThat(refusal(source(PATIENT), URI.create(url.replace("%d", String.valueOf(port)))))
                .startsWith(reason);

        assertThat(requests).isEmpty();
    }

    @Test
    void whereNothingIsAllowedNothingIsAsked() {
        assertThat(refusal(new NetworkSource(List.of(), PATIENT), url("/good")))
                .isEqualTo("nothing is fetched over the network (expected: a file in the folder of the contract, or the"
                        + " URL's beginning in fetch.from or --fetch)");
        assertThat(requests).isEmpty();
    }

    @Test
    void noServerIsNoDocument() {
        URI nowhere = url("/good");
        vertx.close().toCompletionStage().toCompletableFuture().join();

        assertThat(refusal(source(PATIENT), nowhere))
                .isEqualTo("no connection (expected: a server that is known and listens)");
    }
}
