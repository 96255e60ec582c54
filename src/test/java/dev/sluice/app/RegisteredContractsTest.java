package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.ServiceUnderTest.Answer;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.Eventually;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts that are registered, activated and served, by whole servers. */
@ExtendWith(StoreExtension.class)
class RegisteredContractsTest {

    private static final String MOCKED = "contracts: [{registry: shop, backend: mock}]\n";

    @TempDir
    private Path folder = Path.of("");

    private final List<ServiceUnderTest> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(ServiceUnderTest::close);
    }

    private ServiceUnderTest start(String settings) throws Exception {
        ServiceUnderTest server = new ServiceUnderTest(settings);
        started.add(server);
        return server;
    }

    private ServiceUnderTest inFolder(String settings) throws Exception {
        return start("store: {data: '" + folder + "'}\n" + settings);
    }

    @Test
    void theDocumentThatIsShownIsTheOneThatIsServed() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        Answer nothing = server.get("/v1/document?contract=shop");
        server.upload("shop", ServiceUnderTest.shop("one"));
        server.upload("shop", ServiceUnderTest.shop("two"));
        server.activate("shop", 1);

        Answer document = server.get("/v1/document?contract=shop");

        assertThat(nothing.status()).as(nothing.text()).isEqualTo(200);
        assertThat(nothing.json().getJsonObject("paths")).isEmpty();
        assertThat(document.status()).as(document.text()).isEqualTo(200);
        assertThat(document.json().getJsonObject("info").getString("version")).isEqualTo("one");
    }

    static String inPostgres(StoreAddress address) {
        return "registry: {store: postgres}\nstore: {url: 'postgresql://" + address.user() + ":"
                + address.password().value() + "@" + address.host() + ":" + address.port() + "/" + address.database()
                + "?sslmode=disable'}\n";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aContractGoesThroughItsLife(boolean postgres, TestStore store) throws Exception {
        ServiceUnderTest server = postgres ? start(inPostgres(store.database()) + MOCKED) : inFolder(MOCKED);
        assertThat(server.get("/v1/contracts").json()).isEqualTo(new JsonObject().put("contracts", new JsonArray()));
        assertThat(server.call("/orders/1").status()).isEqualTo(404);

        Answer first = server.post(
                "/v1/contracts", new JsonObject().put("name", "shop").put("content", ServiceUnderTest.shop("one")));
        Answer second = server.upload("shop", ServiceUnderTest.shop("two"));
        Answer again = server.upload("shop", ServiceUnderTest.shop("one"));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().getInteger("version")).isEqualTo(1);
        assertThat(second.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("digest")).isEqualTo(first.json().getString("digest"));

        Answer active = server.activate("shop", 1);
        assertThat(active.status()).as(active.text()).isEqualTo(200);
        assertThat(active.json().getJsonArray("served").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("contract", "shop")
                        .put("version", 1)
                        .put("operations", 1));
        assertThat(server.call("/orders/1").json().getString("release")).isEqualTo("one");
        assertThat(server.activate("shop", 2).status()).isEqualTo(200);
        assertThat(server.call("/orders/1").json().getString("release")).isEqualTo("two");

        assertThat(server.delete("/v1/contracts/shop").status()).isEqualTo(409);
        assertThat(server.delete("/v1/contracts/shop/versions/2").status()).isEqualTo(409);
        assertThat(server.delete("/v1/contracts/shop/versions/1").status()).isEqualTo(204);
        assertThat(server.delete("/v1/contracts/shop/active").status()).isEqualTo(200);
        assertThat(server.call("/orders/1").status()).isEqualTo(404);
        assertThat(server.delete("/v1/contracts/shop").status()).isEqualTo(204);
        assertThat(server.get("/v1/contracts/shop").status()).isEqualTo(404);
    }

    @Test
    void contentComesBackAsItWent() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        String text = "# ü\r\n" + ServiceUnderTest.shop("one");
        server.upload("shop", text);

        Answer raw = server.get("/v1/contracts/shop/content?version=1");
        JsonObject version = server.get("/v1/contracts/shop/versions/1").json();

        assertThat(raw.text()).isEqualTo(text);
        assertThat(raw.type()).isEqualTo("application/yaml");
        assertThat(version.getJsonObject("content").getString("openapi.yaml")).isEqualTo(text);
        assertThat(version.getJsonArray("operations"))
                .isEqualTo(new JsonArray(List.of(Map.of("id", "order", "method", "GET", "path", "/orders/{id}"))));
        assertThat(version.getString("digest")).hasSize(64);
    }

    @Test
    void manyFilesComeAsZipOrAsTexts() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        String root =
                ServiceUnderTest.shop("many").replace("{type: integer, minimum: 1}", "{$ref: 'schemas/id.yaml#/Id'}");
        Map<String, String> files =
                Map.of("api/openapi.yaml", root, "api/schemas/id.yaml", "Id: {type: integer, minimum: 5}\n");

        Answer texts = server.post(
                "/v1/contracts", new JsonObject().put("name", "shop").put("files", new JsonObject(Map.copyOf(files))));
        Answer zip = server.send("PUT", "/v1/contracts/shop/content", zip(files), "Content-Type", "application/zip");
        Answer base64 = server.post(
                "/v1/contracts/shop/versions",
                new JsonObject().put("zipBase64", Base64.getEncoder().encodeToString(zip(files))));

        assertThat(texts.status()).as(texts.text()).isEqualTo(201);
        assertThat(zip.status()).as(zip.text()).isEqualTo(200);
        assertThat(base64.status()).as(base64.text()).isEqualTo(200);
        assertThat(texts.json().getString("root")).isEqualTo("api/openapi.yaml");
        server.activate("shop", 1);
        assertThat(server.call("/orders/5").status()).isEqualTo(200);
        assertThat(server.call("/orders/4").status()).isEqualTo(400);
        Answer back = server.get("/v1/contracts/shop/content");
        assertThat(back.type()).isEqualTo("application/zip");
        assertThat(server.send("PUT", "/v1/contracts/shop/content", back.bytes())
                        .status())
                .isEqualTo(200);
    }

    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void faultsAreToldAsCheckTellsThem() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);

        Answer refused = server.upload("shop", ServiceUnderTest.shop("one").replace("in: path", "in: pth"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.type()).isEqualTo("application/problem+json");
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getInteger("line"))
                .isEqualTo(8);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("message"))
                .contains("expected: path, query, header or cookie");
        assertThat(server.get("/v1/contracts").json().getJsonArray("contracts")).isEmpty();
    }

    @Test
    void aVersionThatCannotBeServedHereIsRefusedAndTheOldOneStays() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        server.upload("shop", ServiceUnderTest.shop("one"));
        server.activate("shop", 1);
        server.upload(
                "shop",
                ServiceUnderTest.shop("two")
                        .replace("operationId: order", "operationId: order\n      x-sluice-backend: store"));

        Answer refused = server.activate("shop", 2);

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("errors")).isNotEmpty();
        assertThat(server.call("/orders/1").json().getString("release")).isEqualTo("one");
        assertThat(server.get("/v1/contracts/shop").json().getInteger("active")).isEqualTo(1);
    }

    @Test
    void whatIsActiveIsServedAfterARestartAndBeforeTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("shop.yaml"), ServiceUnderTest.shop("file"));
        String settings = "contracts: [{file: '" + file + "', registry: shop, backend: mock}]\n";
        ServiceUnderTest server = inFolder(settings);
        assertThat(server.call("/orders/1").json().getString("release")).isEqualTo("file");
        server.upload("shop", ServiceUnderTest.shop("one"));
        server.activate("shop", 1);
        server.close();

        ServiceUnderTest next = inFolder(settings);

        assertThat(next.call("/orders/1").json().getString("release")).isEqualTo("one");
        assertThat(next.delete("/v1/contracts/shop/active").status()).isEqualTo(200);
        assertThat(next.call("/orders/1").json().getString("release")).isEqualTo("file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOneNodeActivatesTheOtherServes(boolean postgres, TestStore store) throws Exception {
        String place = postgres
                ? inPostgres(store.database())
                : "registry: {folder: '" + folder.resolve("shared") + "'}\nstore: {data: '" + folder + "'}\n";
        ServiceUnderTest one = start(place + MOCKED);
        ServiceUnderTest other = start(place + MOCKED);
        one.upload("shop", ServiceUnderTest.shop("one"));
        one.upload("shop", ServiceUnderTest.shop("two"));
        for (int version : new int[] {1, 2, 1}) {
            assertThat(one.activate("shop", version).status()).isEqualTo(200);
            String release = version == 1 ? "one" : "two";
            assertThat(one.call("/orders/1").json().getString("release")).isEqualTo(release);
            Eventually.holds(() -> {
                try {
                    return other.call("/orders/1").text().contains(release);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void fiftyActivationsUnderLoadCostNoRequest() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        for (String release : List.of("one", "two", "three")) {
            assertThat(server.upload("shop", ServiceUnderTest.shop(release)).status())
                    .isEqualTo(201);
        }
        server.activate("shop", 1);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 4; i++) {
            clients.add(CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    try {
                        Answer answer = server.call("/orders/1");
                        calls.incrementAndGet();
                        if (answer.status() != 200 || !answer.text().matches(".*\"(one|two|three)\".*")) {
                            failures.add(answer.status() + " " + answer.text());
                        }
                    } catch (IOException | InterruptedException e) {
                        failures.add(e.toString());
                    }
                }
            }));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(server.activate("shop", 1 + i % 3).status()).isEqualTo(200);
        }
        done.set(true);
        clients.forEach(CompletableFuture::join);

        assertThat(failures).isEmpty();
        assertThat(calls.get()).isGreaterThan(50);
    }

    @Test
    void asksForATextThatIsHeldBackUntilThen() throws Exception {
        assertThat(inFolder(MOCKED)
                        .uploadWhenAsked("shop", ServiceUnderTest.shop("1"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void comparesVersions() throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        server.upload("shop", ServiceUnderTest.shop("1"));
        server.upload("shop", ServiceUnderTest.shop("2").replace("minimum: 1", "minimum: 5"));
        server.upload("shop", ServiceUnderTest.shop("3").replace("minimum: 1", "minimum: 3"));

        JsonObject latest = server.get("/v1/contracts/shop/diff").json();
        JsonObject narrowed = server.get("/v1/contracts/shop/diff?from=1&to=2").json();
        server.activate("shop", 1);
        JsonObject active = server.get("/v1/contracts/shop/diff").json();

        assertThat(latest.getInteger("from")).isEqualTo(2);
        assertThat(latest.getInteger("to")).isEqualTo(3);
        assertThat(latest.getInteger("breaking")).isZero();
        assertThat(narrowed.getInteger("breaking")).isEqualTo(1);
        JsonObject change = narrowed.getJsonArray("changes").getJsonObject(0);
        assertThat(change.getString("effect")).isEqualTo("breaking");
        assertThat(change.getString("for")).isEqualTo("request");
        assertThat(change.getJsonArray("operations")).containsExactly("GET /orders/{id}");
        assertThat(change.getJsonObject("to").getInteger("line")).isEqualTo(8);
        assertThat(active.getInteger("from")).isEqualTo(1);
        assertThat(active.getInteger("breaking")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/diff, 404",
        "shop/diff?from=1&to=7, 404",
        "none/diff, 404",
        "shop/diff?from=0, 400",
        "shop/diff?to=x, 400"
    })
    void comparesOnlyVersionsThatThereAre(String path, int status) throws Exception {
        ServiceUnderTest server = inFolder(MOCKED);
        server.upload("shop", ServiceUnderTest.shop("1"));

        assertThat(server.get("/v1/contracts/" + path).status()).isEqualTo(status);
    }
}
