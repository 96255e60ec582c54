package dev.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A network that swallows what is sent over the connections that are open, and carries new ones. */
@ExtendWith(StoreExtension.class)
class SilentServerTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<NetSocket> open = new CopyOnWriteArrayList<>();
    private final PgClients clients;

    SilentServerTest(TestStore store) {
        StoreAddress real = store.emptyDatabase();
        NetServer network = vertx.createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    vertx.createNetClient().connect(real.port(), real.host()).onSuccess(server -> {
                        open.add(client);
                        client.handler(server::write);
                        server.handler(client::write);
                        client.resume();
                    });
                })
                .listen(0, "127.0.0.1")
                .await();
        clients = new PgClients(
                vertx,
                new StoreAddress(
                        "127.0.0.1",
                        network.actualPort(),
                        real.database(),
                        real.user(),
                        real.password(),
                        real.tls(),
                        null),
                new PostgresSettings(1, 1, 8, Duration.ofSeconds(1), Duration.ofMillis(200)),
                1);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void leavesSilentConnectionsBehind() {
        Eventually.holds(this::answered);
        open.forEach(socket -> socket.handler(swallowed -> {}));

        Future<RowSet<Row>> lost = ask();

        // each new statement sees for how long there has been no answer
        Eventually.holds(this::answered);
        assertThat(lost.succeeded()).isFalse();
    }

    private boolean answered() {
        try {
            return ask().await(100, TimeUnit.MILLISECONDS).size() == 1;
        } catch (TimeoutException | RuntimeException notYet) {
            return false;
        }
    }

    private Future<RowSet<Row>> ask() {
        return clients.execute("SELECT 1", Tuple.tuple());
    }
}
