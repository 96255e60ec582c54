package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice mock} as a user runs it. */
@Timeout(180)
class MockIT {

    private static final String PETS = """
            openapi: 3.1.0
            info: {title: Pets, version: '1.0'}
            servers: [{url: https://pets.example/pets-api}]
            paths:
              /pets:
                post:
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, required: [name]}}}
                  responses: {'201': {description: created}}
              /pets/{id}:
                get:
                  parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                  responses:
                    '200':
                      description: a pet
                      content: {application/json: {example: {id: 7, name: Rex}}}
            """;

    private static final String SHOP = """
            openapi: 3.0.3
            info: {title: Shop, version: '2'}
            servers: [{url: /shop}]
            paths:
              /carts:
                get:
                  responses:
                    '200': {description: carts, content: {application/json: {example: []}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path errors = Path.of("");
    private final Client client = new Client();

    @BeforeEach
    void write() throws IOException {
        errors = folder.resolve("errors");
        write("pets.yaml", PETS);
        write("shop.yaml", SHOP);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void contractsAreAnsweredEachAtItsBasePathUntilSigterm() throws Exception {
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "pets.yaml", "shop.yaml")) {
            assertThat(server.banner())
                    .contains("contract  Pets 1.0 at /pets-api, 2 operations, mock\n")
                    .contains("contract  Shop 2 at /shop, 1 operation, mock\n")
                    .contains("limits    off\n")
                    .contains("curl " + server.data("/pets-api/pets/"))
                    .doesNotContain("store");
            HttpResponse<String> pet = client.get(server.data("/pets-api/pets/7"));
            assertThat(pet.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(pet.body())).isEqualTo(new JsonObject("{\"id\":7,\"name\":\"Rex\"}"));
            assertThat(client.get(server.data("/shop/carts")).body()).isEqualTo("[]");
            assertThat(client.status(server.data("/pets-api/pets/x"))).isEqualTo(400);
            assertThat(client.status(server.data("/carts"))).isEqualTo(404);
            assertThat(client.get(server.control("/readyz")).body()).isEqualTo("{\"status\":\"ready\"}");

            server.terminate();

            assertThat(server.exitCode()).isZero();
            assertThat(errors()).isEmpty();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left)
                    .containsExactlyInAnyOrder(errors, folder.resolve("pets.yaml"), folder.resolve("shop.yaml"));
        }
    }

    /** The line that the banner shows. */
    @Test
    void theExampleIsAnswered() throws Exception {
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "pets.yaml")) {
            String url = server.banner()
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .map(line -> line.substring("curl ".length()))
                    .findFirst()
                    .orElseThrow();

            assertThat(client.status(URI.create(url))).isEqualTo(200);
        }
    }

    @Test
    void nothingOfAStoreIsLoaded() throws Exception {
        Path classes = folder.resolve("classes");
        try (ServerProcess server = ServerProcess.mock(
                folder, errors, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes), "pets.yaml")) {
            client.get(server.data("/pets-api/pets/7"));
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }

        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded.stream().filter(line -> line.contains("dev.sluice.mock.MockBackend")))
                .isNotEmpty();
        // Vert.x asks its services at every start, whoever uses them
        Pattern store =
                Pattern.compile("\\] (org\\.postgresql\\.|io\\.vertx\\.pgclient\\.|org\\.flywaydb\\.|io\\.zonky\\.|"
                        + "dev\\.sluice\\.vpcep\\.|dev\\.sluice\\.postgres\\.Embedded)");
        assertThat(loaded.stream().filter(store.asPredicate())).isEmpty();
    }

    @Test
    void aWrongContractIsToldWithItsPlacesAndEndsWithTwo() throws Exception {
        Path wrong = write(
                "wrong.yaml",
                SHOP.replace("  /carts:", "  /a/{x: {}\n  /carts:").replace("'200'", "'20'"));

        ServerProcess.Ended ended =
                ServerProcess.run("mock", folder.resolve("pets.yaml").toString(), wrong.toString(), "-p", "0");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList())
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("sluice: the contract " + wrong + " cannot be served:"),
                        path -> assertThat(path).startsWith(wrong + ":5:"),
                        status -> assertThat(status).startsWith(wrong + ":9:"));
    }

    @Test
    void aMissingContractEndsWithTwo() throws Exception {
        Path missing = folder.resolve("missing.yaml");

        ServerProcess.Ended ended = ServerProcess.run("mock", missing.toString(), "-p", "0");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("sluice: the contract " + missing + " cannot be read: no such file\n");
    }

    @Test
    void aTakenPortEndsWithTwo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerProcess.Ended ended = ServerProcess.run(
                    "mock", folder.resolve("pets.yaml").toString(), "-p", Integer.toString(taken.getLocalPort()));

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).startsWith("sluice: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void twoContractsWithTheSamePathAreToldAndTheFirstAnswers() throws Exception {
        write("other.yaml", PETS.replace("Rex", "Max").replace("Pets", "Others"));
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "pets.yaml", "other.yaml")) {
            assertThat(client.get(server.data("/pets-api/pets/7")).body()).contains("Rex");
            assertThat(errors())
                    .contains("other.yaml:6:5: POST /pets-api/pets is answered by POST /pets-api/pets of the contract"
                            + " before it, pets.yaml:6:5")
                    .contains("other.yaml:12:5: GET /pets-api/pets/{id}");
        }
    }

    @Test
    void aFileThatIsNoAccessLogIsLeftAlone() throws Exception {
        Path contract = folder.resolve("pets.yaml");

        ServerProcess.Ended ended = ServerProcess.run(
                "mock", contract.toString(), "-p", "0", "--control-port", "0", "--access-log", contract.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("sluice: cannot append to the access log " + contract + ": it holds something else");
        assertThat(Files.readString(contract)).isEqualTo(PETS);
    }

    @Test
    void eachRequestIsALineOfTheAccessLog() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (ServerProcess server = ServerProcess.mock(
                    folder, errors, Map.of(), "pets.yaml", "--access-log", "access.log", "--seed", "3", "--echo")) {
                assertThat(server.banner()).contains("2 operations, mock (seed 3, echo)\n");
                client.get(server.data("/pets-api/pets/7?token=secret"));
                client.get(server.data("/nowhere"));
                server.terminate();
                assertThat(server.exitCode()).isZero();
            }
        }

        String text = Files.readString(folder.resolve("access.log"), StandardCharsets.US_ASCII);
        assertThat(text).doesNotContain("secret");
        List<JsonObject> lines = text.lines().map(JsonObject::new).toList();
        assertThat(lines).hasSize(4);
        assertThat(lines).extracting(line -> line.getInteger("status")).containsExactly(200, 404, 200, 404);
        assertThat(lines.get(0).getString("route")).isEqualTo("/pets-api/pets/{id}");
        assertThat(lines.get(0).getString("contract")).isEqualTo("pets.yaml");
    }

    @Test
    void aSettingsFileMocksToo() throws Exception {
        Path settings = write(
                "sluice.yaml",
                "contracts: [{file: " + folder.resolve("shop.yaml") + ", backend: mock}]\nlisten: {port: 0}\n"
                        + "control: {port: 0}\n");
        try (ServerProcess server = ServerProcess.start(List.of("-c", settings.toString()), Map.of())) {
            assertThat(client.get(server.data("/shop/carts")).body()).isEqualTo("[]");
        }
    }

    @Test
    void aProjectBeyondItsRateLimitIsRefused() throws Exception {
        write("pets.yaml", "x-sluice-project: id\n" + PETS.replace("type: integer", "type: string"));
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "pets.yaml", "--rate-limit", "2/h")) {
            assertThat(server.banner()).contains("limits    2/h per project\n");
            URI pet = server.data("/pets-api/pets/7");
            assertThat(List.of(client.status(pet), client.status(pet), client.status(pet)))
                    .containsExactly(200, 200, 429);
            assertThat(client.status(server.data("/pets-api/pets/8"))).isEqualTo(200);
            assertThat(errors()).isEmpty();
        }
    }

    @Test
    void aContractWithoutProjectsIsNotLimitedAndThatIsTold() throws Exception {
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "shop.yaml", "--rate-limit", "1/h")) {
            URI carts = server.data("/shop/carts");
            assertThat(List.of(client.status(carts), client.status(carts))).containsExactly(200, 200);
            assertThat(errors()).contains("shop.yaml: no path parameter is named as the project");
        }
    }

    @Test
    void theLimitsOfAContractDoNotHoldByThemselves() throws Exception {
        write(
                "pets.yaml",
                "x-sluice-project: id\nx-sluice-rate-limit: {limits: [1/h]}\n"
                        + PETS.replace("type: integer", "type: string"));
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "pets.yaml")) {
            URI pet = server.data("/pets-api/pets/7");
            assertThat(List.of(client.status(pet), client.status(pet))).containsExactly(200, 200);
        }
        try (ServerProcess server =
                ServerProcess.mock(folder, errors, Map.of("SLUICE_RATE_LIMITS_MODE", "enforce"), "pets.yaml")) {
            URI pet = server.data("/pets-api/pets/7");
            assertThat(List.of(client.status(pet), client.status(pet))).containsExactly(200, 429);
        }
    }

    @Test
    void aChangedContractIsToldAndAWrongOneIsNotServed() throws Exception {
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "-w", "pets.yaml", "shop.yaml")) {
            write("pets.yaml", PETS.replace("Rex", "Max"));
            Eventually.holds(() -> errors().contains("pets.yaml: serves from now on"));
            assertThat(client.get(server.data("/pets-api/pets/7")).body()).contains("Max");

            write("pets.yaml", PETS.replace("'200'", "'20'"));
            Eventually.holds(() -> errors().contains("pets.yaml: the contract of before goes on"));

            assertThat(errors()).contains("pets.yaml:15:", "error: /paths/~1pets~1{id}/get/responses");
            assertThat(client.get(server.data("/pets-api/pets/7")).body()).contains("Max");
            assertThat(client.get(server.control("/metrics")).body())
                    .contains("sluice_contract_reloads_total{result=\"ok\"} 1.0")
                    .contains("sluice_contract_reloads_total{result=\"kept\"} 1.0");
        }
    }
}
