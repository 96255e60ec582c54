package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.ServiceUnderTest.Answer;
import dev.sluice.support.RawConnection;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The validation service on a port of its own, beside what is served or alone. */
@ExtendWith(StoreExtension.class)
class ServicePortTest {

    private static final String CALLERS = "the-token-of-callers";
    private static final String BESIDE = "service: {listenPort: 0, token: " + CALLERS + "}\n";
    private static final JsonObject NOTHING = new JsonObject();

    @TempDir
    private Path folder = Path.of("");

    private final List<ServiceUnderTest> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(ServiceUnderTest::close);
    }

    private ServiceUnderTest start(String settings) throws Exception {
        ServiceUnderTest server = new ServiceUnderTest("store: {data: '" + folder + "'}\n" + settings);
        running.add(server);
        return server;
    }

    private ServiceUnderTest startMock() throws Exception {
        Path shop = Files.writeString(folder.resolve("shop.yaml"), ServiceUnderTest.shop("one"));
        return start(BESIDE + "contracts: [{file: '" + shop + "', backend: mock}]\n");
    }

    private static JsonObject order(String id) {
        return new JsonObject()
                .put("contract", "shop")
                .put(
                        "message",
                        new JsonObject()
                                .put(
                                        "request",
                                        new JsonObject().put("method", "GET").put("url", "/orders/" + id)));
    }

    @Test
    void isTheSameServiceOnBothPorts() throws Exception {
        ServiceUnderTest server = startMock();

        Answer added = server.ask(
                "POST",
                "/v1/contracts",
                CALLERS,
                new JsonObject().put("name", "shop").put("content", ServiceUnderTest.shop("one")));

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(server.get("/v1/contracts/shop").json().getJsonArray("versions"))
                .hasSize(1);
        assertThat(server.ask("GET", "/v1/contracts/shop/content", CALLERS, NOTHING)
                        .text())
                .isEqualTo(ServiceUnderTest.shop("one"));
        assertThat(server.ask("POST", "/v1/validate", CALLERS, order("0")).json())
                .isEqualTo(server.post("/v1/validate", order("0")).json());
        assertThat(server.ask("POST", "/v1/validate", CALLERS, order("0"))
                        .json()
                        .getString("verdict"))
                .isEqualTo("invalid");
        JsonObject explained = server.ask(
                        "POST",
                        "/v1/explain",
                        CALLERS,
                        new JsonObject()
                                .put(
                                        "request",
                                        new JsonObject().put("method", "GET").put("url", "/orders/7")))
                .json();
        assertThat(explained.getJsonObject("answer").getString("by")).isEqualTo("mock");
        assertThat(server.ask("PUT", "/v1/validate", CALLERS, NOTHING).status()).isEqualTo(405);
        assertThat(server.started().data().port())
                .isNotEqualTo(server.started().service().orElseThrow().address().port());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/status",
        "PUT, /v1/status",
        "GET, /v1/live",
        "PUT, /v1/maintenance",
        "GET, /v1/projects/acme/limits",
        "GET, /v1/findings",
        "GET, /v1/coverage",
        "GET, /v1/operations",
        "POST, /v1/try",
        "GET, /livez",
        "GET, /readyz",
        "GET, /metrics",
        "GET, /coverage",
        "GET, /ui/",
        "GET, /",
        "GET, /v1/contractsandmore",
        "GET, /v1/contracts/shop/nothing"
    })
    void hasNothingOfTheOperators(String method, String path) throws Exception {
        ServiceUnderTest server = startMock();

        Answer known = server.ask(method, path, CALLERS, NOTHING);
        Answer unknown = server.ask(method, path, "", NOTHING);

        assertThat(known.status()).as(known.text()).isEqualTo(404);
        assertThat(known.json().getString("detail"))
                .contains("/v1/contracts", "/v1/validate", "/v1/explain")
                .doesNotContain("/livez", "/ui/");
        assertThat(unknown.status()).isEqualTo(401);
    }

    @Test
    void aPathThatIsUntidyIsNoneOfIts() throws Exception {
        ServiceUnderTest server = startMock();

        Answer untidy = server.ask("GET", "/v1/contracts/", CALLERS, NOTHING);

        assertThat(untidy.status()).isEqualTo(404);
        assertThat(untidy.text()).contains("/v1/explain").doesNotContain("/livez", "/ui/");
    }

    @Test
    void eachPortHasItsToken() throws Exception {
        ServiceUnderTest server = startMock();
        String operators = server.started().token().orElseThrow().value();

        Answer wrong = server.ask("GET", "/v1/contracts", operators, NOTHING);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("service.token").doesNotContain(CALLERS, operators);
        assertThat(server.ask("GET", "/v1/contracts", CALLERS, NOTHING).status())
                .isEqualTo(200);
        assertThat(server.get("/v1/contracts").status()).isEqualTo(200);
        assertThat(server.getAs(CALLERS, "/v1/contracts").status()).isEqualTo(401);
    }

    @Test
    void withoutATokenOfItsOwnItAsksForThatOfTheControlPort() throws Exception {
        ServiceUnderTest server = start("service: {only: true, listenPort: 0}\n");
        String operators = server.started().token().orElseThrow().value();

        assertThat(server.ask("GET", "/v1/contracts", operators, NOTHING).status())
                .isEqualTo(200);
        assertThat(server.ask("GET", "/v1/contracts", CALLERS, NOTHING).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsAlone(boolean postgres, TestStore store) throws Exception {
        ServiceUnderTest server = postgres
                ? new ServiceUnderTest(RegisteredContractsTest.inPostgres(store.database()) + "service: {only: true}\n")
                : start("service: {only: true}\n");
        running.add(server);

        Answer added = server.upload("shop", ServiceUnderTest.shop("one"));

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(server.post("/v1/validate", order("7")).json().getString("verdict"))
                .isEqualTo("valid");
        assertThat(server.activate("shop", 1).json().getJsonArray("served")).isEmpty();
        Answer ready = server.get("/readyz");
        assertThat(ready.status()).as(ready.text()).isEqualTo(200);
        assertThat(ready.json().containsKey("store")).isEqualTo(postgres);
        assertThat(server.get("/v1/status").json().getJsonArray("contracts")).isEmpty();
        assertThat(server.get("/metrics").text())
                .contains("sluice_service_jobs")
                .doesNotContain("sluice_http_connections");
        assertThat(server.get("/ui/").status()).isEqualTo(200);
        Started.Service service = server.started().service().orElseThrow();
        assertThat(service.only()).isTrue();
        assertThat(service.address()).isEqualTo(server.started().control());
        assertThat(service.registry()).contains(postgres ? "127.0.0.1" : folder.toString());
    }

    @Test
    void anyNumberOfSmallRequestsAndFewLargeOnesComeAtATime() throws Exception {
        // those that wait shall not be given up meanwhile
        ServiceUnderTest server = start("service: {only: true, timeout: 4m}\n");
        server.upload("shop", ServiceUnderTest.shop("one"));
        List<RawConnection> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(announced(server, waiting, 16 * 1024)).isEqualTo(100);
            }
            assertThat(server.post("/v1/validate", order("7")).status()).isEqualTo(200);

            for (int i = 0; i < 8; i++) {
                assertThat(announced(server, waiting, 16 * 1024 + 1)).isEqualTo(100);
            }
            assertThat(announced(server, waiting, 16 * 1024 + 1)).isEqualTo(503);
            assertThat(server.post("/v1/validate", order("7")).status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : waiting) {
                connection.close();
            }
        }
    }

    /** @return what is answered to a request whose body is still to come */
    private static int announced(ServiceUnderTest server, List<RawConnection> waiting, int length) throws Exception {
        RawConnection connection = new RawConnection(server.started().control().port());
        waiting.add(connection);
        return connection
                .send("POST /v1/validate HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + server.started().token().orElseThrow().value()
                        + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
                        + length + "\r\n\r\n")
                .read()
                .status();
    }

    @Test
    void aloneItServesNoContractOfTheSettings() throws Exception {
        Path shop = Files.writeString(folder.resolve("shop.yaml"), ServiceUnderTest.shop("one"));
        ServiceUnderTest server = start("service: {only: true}\ncontracts: [{file: '" + shop
                + "', backend: proxy}]\nupstreams: {shop: {targets: ['http://127.0.0.1:1']}}\n");

        JsonObject request = order("7").getJsonObject("message");
        Answer judged = server.post("/v1/validate", new JsonObject().put("message", request));
        Answer explained = server.post("/v1/explain", request);
        Answer tried =
                server.post("/v1/try", new JsonObject().put("method", "GET").put("path", "/orders/7"));

        assertThat(server.get("/v1/status").json().getJsonArray("upstreams")).isEmpty();
        assertThat(judged.status()).isEqualTo(400);
        assertThat(judged.text()).contains("expected: contract");
        assertThat(explained.status()).isEqualTo(409);
        assertThat(explained.text()).contains("serves none");
        assertThat(tried.status()).isEqualTo(503);
    }
}
