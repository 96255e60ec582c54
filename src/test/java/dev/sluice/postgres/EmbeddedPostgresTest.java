package dev.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.Eventually;
import dev.sluice.support.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {

    private final Path data;

    EmbeddedPostgresTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void isDurableWhateverItsFilesSay() throws Exception {
        start().close();
        weaken();
        try (EmbeddedPostgres server = start()) {
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on")
                    .forEach((setting, value) -> assertThat(ask(server, "SHOW " + setting))
                            .as(setting)
                            .isEqualTo(value));
        }
    }

    private void weaken() throws IOException {
        Files.writeString(
                data.resolve("postgres/cluster/postgresql.auto.conf"),
                "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nlisten_addresses = '*'\n");
    }

    @Test
    void isPrivate() throws Exception {
        try (EmbeddedPostgres server = start()) {
            Path folder = data.resolve("postgres");

            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("cluster"))).isEqualTo("rwx------");
            assertThat(permissions(TestStore.PROGRAMS)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("server.log"))).isEqualTo("rw-------");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            try (Stream<Path> files = Files.walk(data)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith(".s.PGSQL")))
                        .isEmpty();
            }
            assertThat(ask(server, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("false");
            assertThat(server.address().toString())
                    .doesNotContain(server.address().password().value());
            for (String user : new String[] {"sluice", "postgres"}) {
                assertThat(refusal(server, user, "sluice", "")).isIn("28P01", "08004");
                assertThat(refusal(server, user, "sluice", "guess")).isEqualTo("28P01");
            }
            String password = server.address().password().value();
            assertThat(refusal(server, "sluice", "postgres", password)).isEqualTo("28000");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String refusal(EmbeddedPostgres server, String user, String database, String password) {
        StoreAddress own = server.address();
        StoreAddress other =
                new StoreAddress(own.host(), own.port(), database, user, new Password(password), TlsMode.DISABLE, null);
        try (Connection connection = TestStore.connect(other)) {
            return "accepted " + connection.isReadOnly();
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    @Test
    void keepsItsDataAndItsPassword() {
        StoreAddress first;
        try (EmbeddedPostgres server = start()) {
            first = server.address();
            TestStore.execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "SELECT answer::text FROM kept")).isEqualTo("42");
            assertThat(server.address().password()).isEqualTo(first.password());
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenKilled() {
        try (EmbeddedPostgres server = start()) {
            TestStore.execute(server.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().destroyForcibly();
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "SELECT answer::text FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void isStartedAgainWhenKilledForThoseWhoKnowItsPort() {
        try (EmbeddedPostgres server = start()) {
            TestStore.execute(server.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
            long killed = server.pid().orElseThrow();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            Eventually.holds(() -> server.pid().filter(pid -> pid != killed).isPresent());
            Eventually.holds(() -> accepts(server));

            assertThat(ask(server, "SELECT answer::text FROM kept")).isEqualTo("42");
            assertThat(server.pid().orElseThrow()).isNotEqualTo(killed);
        }
    }

    private static boolean accepts(EmbeddedPostgres server) {
        try (Connection connection = TestStore.connect(server.address())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void tellsWhoHoldsTheFolder() throws Exception {
        try (OtherSluice other = new OtherSluice(data, TestStore.PROGRAMS)) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("process " + other.pid())
                    .hasMessageContaining(OtherSluice.URL)
                    .hasMessageContaining("SLUICE_STORE_URL");
            other.kill();
        }
        start().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-CONT", "-STOP"})
    void stopsTheServerThatAKilledSluiceLeft(String signal) throws Exception {
        long left;
        try (OtherSluice other = new OtherSluice(data, TestStore.PROGRAMS)) {
            other.kill();
            left = Postmaster.find(data.resolve("postgres/cluster"))
                    .orElseThrow()
                    .pid();
            new ProcessBuilder("kill", signal, Long.toString(left)).start().waitFor();
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(server.pid().orElseThrow()).isNotEqualTo(left);
            assertThat(ask(server, "SELECT 'well'")).isEqualTo("well");
        }
    }

    @Test
    void leavesAnInnocentProcessAlone() throws Exception {
        start().close();
        Path cluster = data.resolve("postgres/cluster");
        Process innocent = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(cluster.resolve("postmaster.pid"), innocent.pid() + "\n" + cluster + "\n1\n1\n");
        try (EmbeddedPostgres server = start()) {
            assertThat(innocent.isAlive()).isTrue();
            assertThat(server.pid().orElseThrow()).isNotEqualTo(innocent.pid());
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void beginsAnewWhatWasNeverSetUp() throws Exception {
        Path half = Files.createDirectories(data.resolve("postgres/cluster.new/base"));
        Files.writeString(half.resolve("half"), "of a file");

        try (EmbeddedPostgres server = start()) {
            assertThat(ask(server, "SELECT 'well'")).isEqualTo("well");
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        start().close();
        Files.writeString(data.resolve("postgres/cluster/pg_hba.conf"), "nonsense");

        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pg_hba.conf")
                .hasMessageContaining("SLUICE_STORE_URL");
    }

    @Test
    void refusesTheDataOfAnotherVersion() throws Exception {
        start().close();
        Files.writeString(data.resolve("postgres/cluster/PG_VERSION"), "14\n");

        assertThatThrownBy(this::start).isInstanceOf(StoreException.class).hasMessageContaining("Postgres 14");
    }

    @Test
    void closesTwice() {
        EmbeddedPostgres server = start();
        server.close();
        server.close();

        assertThat(server.pid()).isEmpty();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(TestStore.settings(data), "a test");
    }

    private static String ask(EmbeddedPostgres server, String query) {
        try (Connection connection = TestStore.connect(server.address());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
