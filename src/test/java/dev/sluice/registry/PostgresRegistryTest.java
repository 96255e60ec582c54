package dev.sluice.registry;

import static dev.sluice.registry.BothRegistries.FACTS;
import static dev.sluice.registry.BothRegistries.await;
import static dev.sluice.registry.BothRegistries.bundle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.TestStore;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresRegistryTest extends RegistryContract {

    @Override
    Registry open(Vertx vertx, TestStore store, Path folder) {
        return BothRegistries.postgres(vertx, store);
    }

    @Test
    void aNodeHearsOfWhatAnotherHasChangedAlsoAfterItsConnectionWasCut(TestStore store) throws Exception {
        StoreAddress address = store.database();
        Vertx vertx = Vertx.vertx();
        try {
            Registry one = BothRegistries.postgres(vertx, address);
            Registry other = BothRegistries.postgres(vertx, address);
            await(one.add("shop", bundle("a"), FACTS, false));
            CountDownLatch connected = new CountDownLatch(1);
            CountDownLatch told = new CountDownLatch(2);
            CountDownLatch back = new CountDownLatch(3);
            other.onChange(() -> {
                connected.countDown();
                told.countDown();
                back.countDown();
            });
            assertThat(connected.await(60, TimeUnit.SECONDS)).isTrue();

            await(one.activate("shop", 1));

            assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(await(other.active())).containsOnlyKeys("shop");
            TestStore.execute(
                    address,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%LISTEN%'"
                            + " AND datname = current_database() AND pid <> pg_backend_pid()");
            assertThat(back.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            await(vertx.close());
        }
    }
}
