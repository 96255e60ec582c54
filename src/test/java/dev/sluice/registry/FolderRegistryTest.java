package dev.sluice.registry;

import static dev.sluice.registry.BothRegistries.FACTS;
import static dev.sluice.registry.BothRegistries.await;
import static dev.sluice.registry.BothRegistries.bundle;
import static dev.sluice.registry.BothRegistries.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRegistryTest extends RegistryContract {

    @TempDir
    private Path place = Path.of("");

    @Override
    Registry open(Vertx vertx, TestStore store, Path folder) {
        return BothRegistries.folder(vertx, folder.resolve("not/yet/there"));
    }

    @Test
    void readingMakesNoFolder() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Registry registry = BothRegistries.folder(vertx, place.resolve("registry"));

            assertThat(await(registry.contracts())).isEmpty();
            assertThat(await(registry.active())).isEmpty();
            assertThat(refusal(registry.activate("shop", 1))).isEqualTo(RegistryException.Kind.UNKNOWN);
            assertThat(place).isEmptyDirectory();
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void whatACrashHasLeftIsNoVersionAndGoesWithTheNextWrite() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Registry registry = BothRegistries.folder(vertx, place);
            await(registry.add("shop", bundle("a"), FACTS, false));
            Path torn = Files.createDirectories(place.resolve(FolderStore.UNFINISHED + "1/files"));
            Files.writeString(torn.resolve("openapi.yaml"), "half");
            Files.createDirectories(place.resolve("bank"));

            assertThat(await(registry.contracts())).hasSize(1);
            await(registry.add("shop", bundle("b"), FACTS, false));

            assertThat(torn).doesNotExist();
            assertThat(await(registry.add("bank", bundle("a"), FACTS, false))
                            .version()
                            .number())
                    .isEqualTo(1);
        } finally {
            await(vertx.close());
        }
    }

    @Test
    void twoProcessesMayUseOneFolder() throws Exception {
        Vertx vertx = Vertx.vertx();
        Vertx another = Vertx.vertx();
        try {
            Registry one = BothRegistries.folder(vertx, place);
            Registry other = BothRegistries.folder(another, place);
            List<Future<Registry.Added>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add((i % 2 == 0 ? one : other).add("shop", bundle("text " + i % 3), FACTS, false));
            }
            for (Future<Registry.Added> added : all) {
                await(added);
            }

            assertThat(await(other.contract("shop"))).isEqualTo(await(one.contract("shop")));
            assertThat(await(one.contract("shop")).versions()).hasSize(3);
        } finally {
            await(vertx.close());
            await(another.close());
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException, Exception {
        Path file = Files.writeString(place.resolve("file"), "");
        Vertx vertx = Vertx.vertx();
        try {
            Registry registry = BothRegistries.folder(vertx, file.resolve("registry"));

            assertThat(refusal(registry.add("shop", bundle("a"), FACTS, false)))
                    .isEqualTo(RegistryException.Kind.UNAVAILABLE);
        } finally {
            await(vertx.close());
        }
    }
}
