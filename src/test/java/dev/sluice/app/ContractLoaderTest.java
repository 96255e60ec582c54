package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.ContractSettings.Backend;
import dev.sluice.app.settings.Settings;
import dev.sluice.contract.Location;
import dev.sluice.document.DocumentException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract of which some operations are mocked is read once more for them, and may be another one by then. */
class ContractLoaderTest {

    private static final String MIXED = """
            openapi: 3.1.0
            info: {title: mixed, version: '1'}
            paths:
              /a:
                get: {x-sluice-backend: mock, responses: {'204': {description: done}}}
                put: {responses: {'204': {description: done}}}
            """;

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

    /** @param then what the file holds once it has been read for the first time */
    private LoadedContract load(String then) throws Exception {
        Path file = Files.writeString(folder.resolve("mixed.yaml"), MIXED);
        ContractLoader loader = new ContractLoader(MockParts.of(Settings.defaults(), vertx));
        return loader.load(new ContractSettings(Location.of(file), Backend.STORE), (asked, bytes) -> {
            try {
                if (readings.incrementAndGet() == 1) {
                    Files.writeString(file, then);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void whatTheStoreReliesOnHoldsForWhatWasReadLast() {
        String open = MIXED.replace("put: {", "put: {x-sluice-validation: {request: report}, ");

        assertThatThrownBy(() -> load(open))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("the store answers valid requests only");
        assertThat(readings).hasValue(2);
    }

    @Test
    void aContractThatMocksNothingAnyMoreHasNoMock() throws Exception {
        assertThat(load(MIXED.replace("x-sluice-backend: mock, ", "")).mock()).isNull();
        assertThat(readings).hasValue(2);
    }

    @Test
    void aContractThatStaysAsItIsHasOne() throws Exception {
        assertThat(load(MIXED).mock()).isNotNull();
    }
}
