package dev.sluice.registry;

import static dev.sluice.registry.BothRegistries.FACTS;
import static dev.sluice.registry.BothRegistries.await;
import static dev.sluice.registry.BothRegistries.bundle;
import static dev.sluice.registry.BothRegistries.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a registry, whatever it is kept in. */
@ExtendWith(StoreExtension.class)
abstract class RegistryContract {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder = Path.of("");

    private Registry registry = BothRegistries.folder(vertx, folder);

    abstract Registry open(Vertx vertx, TestStore store, Path folder);

    @BeforeEach
    void open(TestStore store) {
        registry = open(vertx, store, folder);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private RegisteredVersion add(String name, String text) throws Exception {
        return await(registry.add(name, bundle(text), FACTS, false)).version();
    }

    @Test
    void keepsWhatItIsGiven() throws Exception {
        Map<String, byte[]> files =
                Map.of("api.yaml", "openapi: 3.1.0".getBytes(StandardCharsets.UTF_8), "schemas/ä ö.json", new byte[] {
                    0, -1, 13, 10
                });
        Registry.Added added = await(registry.add("shop", new Bundle("api.yaml", files), FACTS, false));

        RegisteredContract contract = await(registry.contract("shop"));
        Bundle kept = await(registry.bundle("shop", 1));

        assertThat(added.added()).isTrue();
        assertThat(contract.active()).isNull();
        assertThat(contract.versions()).containsExactly(added.version());
        assertThat(added.version().number()).isEqualTo(1);
        assertThat(added.version().files()).isEqualTo(2);
        assertThat(added.version().bytes()).isEqualTo(18);
        assertThat(added.version().facts()).isEqualTo(FACTS);
        assertThat(kept.root()).isEqualTo("api.yaml");
        assertThat(kept.files().keySet()).isEqualTo(files.keySet());
        kept.files().forEach((path, bytes) -> assertThat(bytes).isEqualTo(files.get(path)));
        assertThat(kept.digest()).isEqualTo(added.version().digest());
    }

    @Test
    void theSameBytesTwiceAreOneVersion() throws Exception {
        RegisteredVersion first = add("shop", "a");
        add("shop", "b");
        Registry.Added again = await(registry.add("shop", bundle("a"), FACTS, true));

        assertThat(again.added()).isFalse();
        assertThat(again.version()).isEqualTo(first);
        assertThat(await(registry.contract("shop")).versions())
                .extracting(RegisteredVersion::number)
                .containsExactly(2, 1);
    }

    @Test
    void listsContractsWithTheirLatestVersion() throws Exception {
        assertThat(await(registry.contracts())).isEmpty();
        add("shop", "a");
        RegisteredVersion latest = add("shop", "b");
        add("bank", "a");
        await(registry.activate("shop", 1));
        await(registry.remove("bank", 1));

        assertThat(await(registry.contracts()))
                .containsExactly(
                        new Registry.Summary("bank", null, 0, null), new Registry.Summary("shop", 1, 2, latest));
    }

    @Test
    void aNumberIsGivenOnce() throws Exception {
        add("shop", "a");
        add("shop", "b");
        await(registry.remove("shop", 2));
        await(registry.remove("shop", 1));

        assertThat(add("shop", "b").number()).isEqualTo(3);
    }

    @Test
    void whatIsActiveStays() throws Exception {
        add("shop", "a");
        add("shop", "b");
        await(registry.activate("shop", 2));

        assertThat(refusal(registry.remove("shop"))).isEqualTo(RegistryException.Kind.ACTIVE);
        assertThat(refusal(registry.remove("shop", 2))).isEqualTo(RegistryException.Kind.ACTIVE);
        await(registry.remove("shop", 1));
        assertThat(await(registry.active())).hasSize(1).extractingByKey("shop").satisfies(active -> {
            assertThat(active.number()).isEqualTo(2);
            assertThat(active.digest()).isEqualTo(bundle("b").digest());
        });

        await(registry.activate("shop", null));
        await(registry.remove("shop"));
        assertThat(await(registry.active())).isEmpty();
        assertThat(await(registry.contracts())).isEmpty();
    }

    @Test
    void knowsWhatItDoesNotHave() throws Exception {
        add("shop", "a");

        List<Future<?>> all = List.of(
                registry.contract("none"),
                registry.bundle("none", 1),
                registry.bundle("shop", 2),
                registry.add("none", bundle("a"), FACTS, true),
                registry.remove("none"),
                registry.remove("none", 1),
                registry.remove("shop", 2),
                registry.activate("none", 1),
                registry.activate("none", null),
                registry.activate("shop", 2));

        for (Future<?> one : all) {
            assertThat(refusal(one)).isEqualTo(RegistryException.Kind.UNKNOWN);
        }
        assertThat(await(registry.contracts())).hasSize(1);
    }

    @Test
    void keepsNoMoreThanItMay() throws Exception {
        for (int i = 1; i <= 4; i++) {
            add("shop", "a".repeat(i));
        }
        assertThat(refusal(registry.add("shop", bundle("b"), FACTS, false))).isEqualTo(RegistryException.Kind.FULL);
        assertThat(await(registry.add("shop", bundle("aa"), FACTS, false)).added())
                .isFalse();

        add("bank", "a".repeat(6_000));
        assertThat(refusal(registry.add("bank", bundle("b".repeat(4_001)), FACTS, false)))
                .isEqualTo(RegistryException.Kind.FULL);
        add("bank", "b".repeat(4_000));

        for (int i = 3; i <= 5; i++) {
            add("contract" + i, "a");
        }
        assertThat(refusal(registry.add("another", bundle("a"), FACTS, false))).isEqualTo(RegistryException.Kind.FULL);
        assertThat(await(registry.contracts())).hasSize(5);
    }

    @Test
    void manyAtOnceGetANumberEach() throws Exception {
        List<Future<Registry.Added>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(registry.add("shop", bundle("text " + i % 4), FACTS, false));
        }
        List<Registry.Added> added = new ArrayList<>();
        for (Future<Registry.Added> one : all) {
            added.add(await(one));
        }

        assertThat(added.stream().filter(Registry.Added::added)).hasSize(4);
        assertThat(await(registry.contract("shop")).versions())
                .extracting(RegisteredVersion::number)
                .containsExactlyElementsOf(IntStream.of(4, 3, 2, 1).boxed().toList());
    }

    @Test
    void tellsOfChanges() throws Exception {
        add("shop", "a");
        CountDownLatch changed = new CountDownLatch(2);
        registry.onChange(changed::countDown);

        await(registry.activate("shop", 1));
        for (int i = 0; !changed.await(100, TimeUnit.MILLISECONDS) && i < 300; i++) {
            await(registry.activate("shop", i % 2 == 0 ? null : Integer.valueOf(1)));
        }

        assertThat(changed.getCount()).isZero();
    }
}
