package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.SettingsException;
import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers with CORS, and closed for maintenance. */
@Timeout(120)
class GatedServersTest {

    private static final String PAGE = "https://app.shop.example";
    private static final String CORS = "http: {cors: {origins: ['https://*.shop.example'], credentials: true}}\n";
    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: TITLE, version: '1'}
            servers: [{url: /TITLE}]
            paths:
              /a:
                get:
                  responses:
                    '200': {description: ok, content: {application/json: {example: {n: 1}}}}
                delete:
                  responses:
                    '204': {description: ok}
            """;
    private static final String SERVICES = "/v1/00000000000000000000000000003001/vpc-endpoint-services";

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Sluice> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Sluice::stop);
    }

    private Started start(String settings) throws SettingsException, StartException {
        Sluice sluice =
                Sluice.start(settings("listen: {port: 0, eventLoops: 1}\ncontrol: {port: 0, auth: off}\n" + settings));
        started.add(sluice);
        return sluice.started();
    }

    private static Settings settings(String text) throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", text)), Map.of(), List.of())
                .settings();
    }

    private String contract(String title, String backend) throws IOException {
        Path file = Files.writeString(folder.resolve(title + ".yaml"), CONTRACT.replace("TITLE", title));
        return "{file: '" + file + "', backend: " + backend + "}";
    }

    private HttpResponse<String> send(String method, String url, String body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void speaksCors(String url, String methods) throws Exception {
        HttpResponse<String> answer = send("GET", url, "", "Origin", PAGE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly(PAGE);
        assertThat(answer.headers().allValues("access-control-allow-credentials"))
                .containsExactly("true");

        HttpResponse<String> preflight =
                send("OPTIONS", url, "", "Origin", PAGE, "Access-Control-Request-Method", "DELETE");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().allValues("access-control-allow-methods"))
                .containsExactly(methods);

        HttpResponse<String> foreign = send("GET", url, "", "Origin", "https://shop.example");
        assertThat(foreign.statusCode()).isEqualTo(200);
        assertThat(foreign.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void mocksAndProxiesSpeakCorsByTheirOwnSettings() throws Exception {
        Started mock = start("http: {cors: {origins: ['*'], exposedHeaders: [X-Request-Id]}}\ncontracts: ["
                + contract("shop", "mock") + "]");
        HttpResponse<String> any = send("GET", mock.data().url() + "/shop/a", "", "Origin", PAGE);
        assertThat(any.headers().allValues("access-control-allow-origin")).containsExactly("*");

        Started proxy = start(
                CORS + "contracts: [" + contract("shop", "proxy") + "]\nupstreams: {shop: {targets: ['http://127.0.0.1:"
                        + mock.data().port() + "']}}");
        speaksCors(proxy.data().url() + "/shop/a", "DELETE, GET, HEAD");
        assertThat(send("GET", proxy.data().url() + "/shop/a", "", "Origin", PAGE)
                        .headers()
                        .firstValue("access-control-expose-headers"))
                .isEmpty();
        started.forEach(Sluice::stop);
        started.clear();

        speaksCors(
                start(CORS + "contracts: [" + contract("shop", "mock") + "]")
                                .data()
                                .url() + "/shop/a",
                "DELETE, GET, HEAD");
    }

    @Test
    void theStoreSpeaksCors() throws Exception {
        Started store = start(CORS + "store: {data: '" + folder.resolve("data") + "'}");

        speaksCors(store.data().url() + SERVICES, "GET, HEAD, POST");
    }

    @Test
    void theOperatorClosesAndOpensUnderLoadAndNoRequestIsLost() throws Exception {
        Started server = start("contracts: [" + contract("shop", "mock") + "]");
        String url = server.data().url() + "/shop/a";
        String control = server.control().url() + "/v1/maintenance";
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger lost = new AtomicInteger();
        BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> {
                while (goesOn.get()) {
                    try {
                        statuses.add(send("GET", url, "").statusCode());
                    } catch (IOException | InterruptedException e) {
                        lost.incrementAndGet();
                    }
                }
            });
            thread.start();
            clients.add(thread);
        }
        for (int i = 0; i < 20; i++) {
            boolean closes = i % 2 == 0;
            assertThat(send("PUT", control, "{\"on\":" + closes + "}", "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send("GET", url, "").statusCode()).isEqualTo(closes ? 503 : 200);
            Integer seen = statuses.poll(20, TimeUnit.SECONDS);
            while (seen != null && seen != (closes ? 503 : 200)) {
                assertThat(seen).isIn(200, 503);
                seen = statuses.poll(20, TimeUnit.SECONDS);
            }
            assertThat(seen).isNotNull();
        }
        goesOn.set(false);
        for (Thread thread : clients) {
            thread.join(20_000);
        }
        assertThat(statuses).allMatch(status -> status == 200 || status == 503);
        assertThat(lost).hasValue(0);
    }

    @Test
    void theOperatorSeesWhatIsClosed() throws Exception {
        Started server = start("maintenance: {on: true, retryAfter: 5m}\ncontracts: [" + contract("shop", "mock") + ", "
                + contract("bank", "mock") + "]");
        String control = server.control().url();
        HttpResponse<String> closed = send("GET", server.data().url() + "/bank/a", "");
        assertThat(closed.statusCode()).isEqualTo(503);
        assertThat(closed.headers().allValues("retry-after")).containsExactly("300");
        HttpResponse<String> ready = send("GET", control + "/readyz", "");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(ready.body()).getBoolean("maintenance")).isTrue();

        change(control, "{\"on\":false}", 200);
        assertThat(send("GET", control + "/readyz", "").body()).doesNotContain("maintenance");
        JsonObject state = change(
                control, "{\"on\":true,\"retry_after\":7,\"message\":\"say \\\"hi\\\"\",\"contract\":\"bank\"}", 200);

        JsonArray contracts = state.getJsonArray("contracts");
        assertThat(state.getBoolean("on")).isFalse();
        assertThat(contracts.getJsonObject(0).getString("contract")).endsWith("bank.yaml");
        HttpResponse<String> bank = send("GET", server.data().url() + "/bank/a", "");
        assertThat(bank.headers().allValues("retry-after")).containsExactly("7");
        assertThat(new JsonObject(bank.body()).getString("detail")).isEqualTo("say \"hi\"");
        assertThat(send("GET", server.data().url() + "/shop/a", "").statusCode())
                .isEqualTo(200);
        assertThat(new JsonObject(send("GET", control + "/v1/maintenance", "").body()))
                .isEqualTo(state);
        assertThat(send("GET", control + "/metrics", "").body()).contains("sluice_maintenance 1.0");

        change(control, "{\"on\":true,\"contract\":\"none\"}", 404);
        change(control, "{}", 400);
        change(control, "{\"on\":true,\"retry_after\":0}", 400);
        change(control, "{\"on\":true,\"retry_after\":86401}", 400);
        change(control, "{\"on\":1}", 400);
        change(control, "{\"on\":true,\"further\":1}", 400);
        assertThat(change(control, "{\"on\":false,\"contract\":\"bank\"}", 200).getJsonArray("contracts"))
                .isEmpty();
    }

    private JsonObject change(String control, String body, int status) throws Exception {
        HttpResponse<String> answer =
                send("PUT", control + "/v1/maintenance", body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        return new JsonObject(answer.body());
    }
}
