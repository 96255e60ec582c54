package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.EmbeddedPostgres;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.Eventually;
import dev.sluice.support.TestStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with one Postgres: what one of them is told to serve, both serve. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class ActivationIT {

    private static final int VERSIONS = 10;
    private static final int CLIENTS_OF_EACH = 2;

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Shop, version: '%1$d'}
            paths:
              /release:
                get:
                  responses:
                    '200':
                      description: the version of this very contract
                      content: {application/json: {example: {release: %1$d}}}
            """;

    private static final String LISTENERS =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    + " AND query LIKE '%LISTEN%'";

    /** A load, not a flood: nodes have to start beside it. */
    private static final long PAUSE_MILLIS = 2;

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** The greatest version that some node was told to serve, before it was told. */
    private final AtomicInteger newest = new AtomicInteger();

    private @Nullable StoreAddress database;
    private Path settings = Path.of("");

    @BeforeEach
    void start() throws IOException {
        Path data = Files.createDirectory(folder.resolve("postgres"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(TestStore.settings(data), "a test");
        opened.add(postgres);
        database = postgres.address();
        settings = Files.writeString(
                folder.resolve("sluice.yaml"),
                "contracts: [{registry: shop, backend: mock}]\nregistry: {store: postgres}\nlog: {level: warn}\n");
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        new PostgresProcesses(folder.resolve("postgres")).sweep();
    }

    private StoreAddress database() {
        if (database == null) {
            throw new IllegalStateException("not started");
        }
        return database;
    }

    private ServerProcess serve() throws IOException {
        StoreAddress address = database();
        ServerProcess node = ServerProcess.start(
                List.of("-c", settings.toString(), "-p", "0", "--control-port", "0"),
                Map.of(
                        "SLUICE_STORE_URL",
                        "postgresql://" + address.user() + ":"
                                + address.password().value() + "@" + address.host() + ":" + address.port() + "/"
                                + address.database(),
                        // a busy machine is no failing store
                        "SLUICE_STORE_CONNECT_TIMEOUT",
                        "30s",
                        "SLUICE_STORE_DEADLINE",
                        "20s",
                        "SLUICE_SERVICE_TIMEOUT",
                        "1m"));
        opened.add(node);
        return node;
    }

    /** Registers and activates through a node: when it has answered, it serves that version. */
    private void activate(ServerProcess node, int release) throws Exception {
        HttpResponse<String> added = client.send(
                "POST",
                node.control("/v1/contracts"),
                new JsonObject()
                        .put("name", "shop")
                        .put("content", CONTRACT.formatted(release))
                        .encode());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        newest.set(release);
        HttpResponse<String> active = client.put(
                node.control("/v1/contracts/shop/active"),
                new JsonObject()
                        .put("version", new JsonObject(added.body()).getInteger("version"))
                        .encode());
        assertThat(active.statusCode()).as(active.body()).isEqualTo(200);
        assertThat(release(node)).isEqualTo(release);
    }

    /** What a node serves; 0 where it serves nothing. */
    private int release(ServerProcess node) {
        try {
            HttpResponse<String> answer = client.get(node.data("/release"));
            return answer.statusCode() == 200 ? new JsonObject(answer.body()).getInteger("release") : 0;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<ReleaseCaller> call(ServerProcess... nodes) {
        List<ReleaseCaller> callers = new ArrayList<>();
        for (ServerProcess node : nodes) {
            for (int i = 0; i < CLIENTS_OF_EACH; i++) {
                callers.add(new ReleaseCaller(node.data("/release"), "release", newest::get, PAUSE_MILLIS));
            }
        }
        callers.forEach(Thread::start);
        return callers;
    }

    private static void end(List<ReleaseCaller> callers) throws InterruptedException {
        for (ReleaseCaller caller : callers) {
            caller.end();
        }
    }

    @Test
    void everyNodeServesEachVersionWithoutAFailedRequest() throws Exception {
        ServerProcess first = serve();
        ServerProcess second = serve();
        assertThat(release(first)).isZero();
        activate(first, 1);
        Eventually.holds(() -> release(second) == 1);

        List<ReleaseCaller> callers = call(first, second);
        for (int i = 2; i <= VERSIONS; i++) {
            int release = i;
            activate(i % 2 == 0 ? first : second, release);
            Eventually.holds(
                    () -> callers.stream().allMatch(caller -> caller.hasSeen(release)),
                    () -> release + " by "
                            + callers.stream().map(ReleaseCaller::seen).toList());
        }
        end(callers);

        assertThat(callers).allMatch(caller -> caller.seen() == VERSIONS);
    }

    @Test
    void aNodeThatWasAwayComesUpWithWhatIsActive() throws Exception {
        ServerProcess first = serve();
        ServerProcess second = serve();
        activate(first, 1);
        Eventually.holds(() -> release(second) == 1);
        List<ReleaseCaller> callers = call(first);

        second.kill();
        activate(first, 2);
        ServerProcess again = serve();

        assertThat(release(again)).isEqualTo(2);
        activate(again, 3);
        Eventually.holds(() -> callers.stream().allMatch(caller -> caller.hasSeen(3)));
        end(callers);
    }

    @Test
    void aNodeWhoseConnectionIsCutHearsOfLaterActivations() throws Exception {
        ServerProcess first = serve();
        ServerProcess second = serve();
        activate(first, 1);
        Eventually.holds(() -> release(second) == 1 && listeners().size() == 2, () -> "listeners " + listeners());
        List<ReleaseCaller> callers = call(first, second);

        Set<Integer> cut = listeners();
        TestStore.execute(database(), LISTENERS.replace("SELECT pid", "SELECT pg_terminate_backend(pid)"));
        Eventually.holds(
                () -> {
                    Set<Integer> now = listeners();
                    now.removeAll(cut);
                    return now.size() == 2;
                },
                () -> "listeners " + listeners() + ", cut " + cut);
        activate(first, 2);

        Eventually.holds(() -> callers.stream().allMatch(caller -> caller.hasSeen(2)));
        end(callers);
    }

    /** The backends of connections that wait for notifications. */
    private Set<Integer> listeners() {
        Set<Integer> found = new TreeSet<>();
        try (Connection connection = TestStore.connect(database());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LISTENERS)) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
