package dev.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoreExtension.class)
class MigrationsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void manyNodesMayStartAtOnce(TestStore store) throws Exception {
        StoreAddress address = store.emptyDatabase();
        Callable<Boolean> node = () -> {
            Migrations.run(address, TIMEOUT);
            return true;
        };
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> done =
                    nodes.invokeAll(IntStream.range(0, 6).mapToObj(i -> node).toList());

            for (Future<Boolean> one : done) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            nodes.shutdown();
        }
        TestStore.execute(address, "SELECT FROM endpoint_service");
    }

    @Test
    void saysThatTheStoreCannotBeReached(TestStore store) {
        StoreAddress own = store.emptyDatabase();
        StoreAddress wrong = new StoreAddress(
                own.host(), own.port(), own.database(), own.user(), new Password("wrong"), own.tls(), null);

        assertThatThrownBy(() -> Migrations.run(wrong, TIMEOUT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(wrong.toString())
                .hasMessageContaining("SLUICE_STORE_URL")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void leavesAStrangersTablesAlone(TestStore store) {
        StoreAddress address = store.emptyDatabase();
        TestStore.execute(address, "CREATE TABLE somebody_elses (id int)");

        assertThatThrownBy(() -> Migrations.run(address, TIMEOUT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(address.toString());
    }
}
