package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.ContractSettings.Backend;
import dev.sluice.app.settings.Settings;
import dev.sluice.contract.Location;
import dev.sluice.contract.Purpose;
import dev.sluice.document.DocumentException;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract says itself which of its operations are mocked. */
class ContractLoaderTest {

    private static final String MIXED = """
            openapi: 3.1.0
            info: {title: mixed, version: '1'}
            paths:
              /a:
                get: {x-sluice-backend: mock, responses: {'204': {description: done}}}
                put: {responses: {'204': {description: done}}}
            """;

    private static final String SAYS = "x-sluice-backend: mock, ";
    private static final String SILENT = MIXED.replace(SAYS, "");
    private static final String ITEMS =
            "a: {get: {x-sluice-backend: {kind: mock}, responses: {'204': {description: done}}}}\n";
    private static final Map<String, String> CONTRACTS = Map.of(
            "mixed.yaml",
            MIXED,
            "root.yaml",
            SILENT.replace("paths:", "x-sluice-backend: mock\npaths:"),
            "path.yaml",
            SILENT.replace("/a:", "/a:\n    x-sluice-backend: mock"),
            "elsewhere.yaml",
            SILENT.replace("/a:", "/b: {$ref: 'items.yaml#/a'}\n  /a:"),
            "none.yaml",
            SILENT,
            "overridden.yaml",
            SILENT.replace("/a:", "/a:\n    x-sluice-backend: mock")
                    .replace("{responses", "{x-sluice-backend: store, responses"));

    @TempDir
    private Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger readings = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private LoadedContract load(String name, String text) throws Exception {
        Files.writeString(folder.resolve("items.yaml"), ITEMS);
        Path file = Files.writeString(folder.resolve(name), text);
        ContractLoader loader = new ContractLoader(MockParts.of(Settings.defaults(), vertx));
        return loader.load(
                new ContractSettings(Location.of(file), Backend.STORE), (asked, bytes) -> readings.incrementAndGet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed.yaml", "root.yaml", "path.yaml", "elsewhere.yaml"})
    void aContractThatMocksSomeOperationsIsReadOnce(String name) throws Exception {
        LoadedContract loaded = load(name, Objects.requireNonNull(CONTRACTS.get(name)));

        assertThat(loaded.mock()).isNotNull();
        assertThat(loaded.plan().purpose()).isEqualTo(Purpose.MOCK);
        assertThat(readings).hasValue(name.equals("elsewhere.yaml") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.yaml", "overridden.yaml"})
    void aContractThatMocksNothingKeepsNothingForIt(String name) throws Exception {
        LoadedContract loaded = load(name, Objects.requireNonNull(CONTRACTS.get(name)));

        assertThat(loaded.mock()).isNull();
        assertThat(loaded.plan().purpose()).isEqualTo(Purpose.JUDGE);
        assertThat(readings).hasValue(1);
    }

    @Test
    void whatIsWrongWithWhoAnswersIsToldOnce() {
        String wrong = MIXED.replace("mock", "mook").replace("/a:", "/b: {$ref: '#/nowhere'}\n  /a:");

        assertThatThrownBy(() -> load("wrong.yaml", wrong))
                .isInstanceOfSatisfying(
                        DocumentException.class,
                        faults -> assertThat(faults.faults()).hasSize(2).doesNotHaveDuplicates());
    }

    @Test
    void whatTheStoreReliesOnHoldsBesideMocks() {
        String open = MIXED.replace("put: {", "put: {x-sluice-validation: {request: report}, ");

        assertThatThrownBy(() -> load("open.yaml", open))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("the store answers valid requests only");
        assertThat(readings).hasValue(1);
    }
}
