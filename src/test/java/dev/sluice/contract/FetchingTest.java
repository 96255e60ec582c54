package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.NetworkSource;
import dev.sluice.document.UrlPrefix;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts of which parts, or the whole, are fetched from a real server. */
class FetchingTest {

    private static final String USE = "openapi: 3.1.0\npaths: {/a: {put: {requestBody: {content: {application/json:"
            + " {schema: {$ref: '%s'}}}}}}}\n";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Buffer> documents = new HashMap<>();
    private final Map<String, String> redirects = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Path folder;
    private String server = "";

    FetchingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void listen() {
        int port = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        server = "http://127.0.0.1:" + port;
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.path());
        String target = redirects.get(request.path());
        if (target != null) {
            request.response().setStatusCode(302).putHeader("Location", target).end();
        } else if (documents.containsKey(request.path())) {
            request.response().end(documents.get(request.path()));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private void document(String path, String text) {
        documents.put(path, Buffer.buffer(text));
    }

    private Reading reading(String path) {
        UrlPrefix prefix = UrlPrefix.parse(server + path);
        return Reading.JUDGE.with(new NetworkSource(List.of(prefix), Duration.ofSeconds(60)));
    }

    private Path root(String reference) throws IOException {
        return Files.writeString(folder.resolve("root.yaml"), USE.formatted(reference));
    }

    private List<String> faults(Path root, Reading reading) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> Contracts.load(root, reading));
        assertThat(refused).as("a refusal of the contract").isNotNull();
        return refused.faults().stream().map(Object::toString).toList();
    }

    private static boolean accepts(ContractPlan plan, String json) {
        BodyPlan body = plan.operations().get(0).body();
        MediaTypePlan content = body == null ? null : body.content("application/json");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return content != null && content.schema() != null && content.schema().accepts(bytes, 0, bytes.length);
    }

    @Test
    void aFileRefersToADocumentOnTheNetworkAndThatToItsNeighboursInCircles() throws IOException, DocumentException {
        document("/s/pet.yaml", "properties: {name: {$ref: 'parts/name.json#/Name'}, child: {$ref: '#'}}");
        document("/s/parts/name.json", "{\"Name\": {\"maxLength\": 3, \"items\": {\"$ref\": \"../pet.yaml\"}}}");

        ContractPlan plan = Contracts.load(root(server + "/s/pet.yaml"), reading("/s/"));

        assertThat(accepts(plan, "{\"name\":\"abc\",\"child\":{\"name\":[{\"name\":\"abc\"}]}}"))
                .isTrue();
        assertThat(accepts(plan, "{\"name\":\"abc\",\"child\":{\"name\":[{\"name\":\"abcd\"}]}}"))
                .isFalse();
        assertThat(asked).containsExactlyInAnyOrder("/s/pet.yaml", "/s/parts/name.json");
    }

    @Test
    void aWholeContractIsFetchedWithWhatItRefersTo() throws DocumentException {
        document("/api/root.yaml", USE.formatted("../schemas/a.yaml#/A"));
        document("/schemas/a.yaml", "A: {type: string}");

        ContractPlan plan = Contracts.load(Location.of(server + "/api/root.yaml"), reading(""));

        assertThat(plan.file()).isEqualTo(server + "/api/root.yaml");
        assertThat(accepts(plan, "\"x\"")).isTrue();
        assertThat(accepts(plan, "1")).isFalse();
    }

    @Test
    void whatIsFetchedReadsNoFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.yaml"), "type: string");
        document(
                "/a.yaml",
                "properties: {a: {$ref: '" + secret.toUri() + "'}, b: {$ref: " + secret + "}, c: {$id: '"
                        + folder.resolve("other.yaml").toUri() + "', $ref: secret.yaml}}");
        document("/root.yaml", USE.formatted("a.yaml"));

        DocumentException refused = catchThrowableOfType(
                DocumentException.class, () -> Contracts.load(Location.of(server + "/root.yaml"), reading("")));

        assertThat(refused).isNotNull();
        assertThat(refused.faults()).hasSize(3);
        assertThat(refused).hasMessageContaining("an absolute path");
        assertThat(refused).hasMessageContaining("the server answers 404");
        assertThat(refused).hasMessageContaining("nothing is fetched over the network");
    }

    @Test
    void referencesAreRelativeToWhereADocumentWasFoundInTheEnd() throws IOException, DocumentException {
        redirects.put("/latest/a.yaml", "/v2/a.yaml");
        document(
                "/v2/a.yaml",
                "allOf: [{$ref: b.yaml}, {$ref: '" + server + "/latest/a.yaml#/definitions/C'}]\n"
                        + "definitions: {C: {maxLength: 3}}");
        document("/v2/b.yaml", "type: string");

        ContractPlan plan = Contracts.load(root(server + "/latest/a.yaml"), reading(""));

        assertThat(accepts(plan, "\"abc\"")).isTrue();
        assertThat(accepts(plan, "\"abcd\"")).isFalse();
        assertThat(accepts(plan, "1")).isFalse();
        assertThat(asked).containsOnlyOnce("/v2/a.yaml");
    }

    @Test
    void faultsTellWhereTheReferenceStandsAndWhatWouldBeRight() throws IOException {
        document("/s/a.yaml", "properties: {a: {$ref: ../other/b.yaml}, b: {$ref: absent.yaml}, c: {$ref: c.yaml}}");
        documents.put("/s/c.yaml", Buffer.buffer("a: \u00e9".getBytes(StandardCharsets.ISO_8859_1)));
        Path root = root(server + "/s/a.yaml");
        String via = " (via " + root + "#/paths/~1a/put/requestBody/content/application~1json/schema)";
        String at = server + "/s/a.yaml:1:";

        assertThat(faults(root, reading("/s")))
                .containsExactly(
                        at + "24: /properties/a/$ref: ../other/b.yaml cannot be had: not where documents may be fetched"
                                + " from (expected: its beginning in fetch.from or --fetch)" + via,
                        at + "52: /properties/b/$ref: absent.yaml cannot be had: the server answers 404 (expected: 200)"
                                + via,
                        at + "76: /properties/c/$ref: c.yaml cannot be had: it is no document" + via,
                        server + "/s/c.yaml:1:4: bytes that are not UTF-8 (expected: UTF-8)");
    }

    @Test
    void credentialsAreNeitherSentNorTold() throws IOException {
        Path root = root(server.replace("//", "//user:hidden@") + "/a.yaml");

        assertThat(faults(root, reading("")))
                .singleElement()
                .asString()
                .contains("$ref: " + server + "/a.yaml cannot be had: not without credentials")
                .doesNotContain("hidden");
        assertThat(asked).isEmpty();
    }

    @Test
    void aContractThatCannotBeFetchedCannotBeRead() {
        UncheckedIOException absent = catchThrowableOfType(
                UncheckedIOException.class, () -> Contracts.load(Location.of(server + "/a.yaml"), reading("")));
        UncheckedIOException forbidden = catchThrowableOfType(
                UncheckedIOException.class, () -> Contracts.load(Location.of(server + "/a.yaml"), Reading.JUDGE));

        assertThat(absent.getCause()).hasMessage("the server answers 404 (expected: 200)");
        assertThat(forbidden.getCause()).hasMessageStartingWith("nothing is fetched over the network");
    }
}
