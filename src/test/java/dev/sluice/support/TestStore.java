package dev.sluice.support;

import dev.sluice.postgres.EmbeddedPostgres;
import dev.sluice.postgres.EmbeddedSettings;
import dev.sluice.postgres.Migrations;
import dev.sluice.postgres.StoreAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Postgres for tests, and as many empty databases in it as they want. Safe for any thread. */
public final class TestStore implements AutoCloseable {

    /** Unpacked once and kept between runs, as long as the build folder is. */
    public static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private final Path data;
    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    public TestStore() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            data = Files.createTempDirectory(target, "store-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = EmbeddedPostgres.start(settings(data), "a test");
    }

    public static EmbeddedSettings settings(Path data) {
        return new EmbeddedSettings(data, PROGRAMS, 0, Duration.ofMinutes(1), Duration.ofSeconds(8));
    }

    /** A new database that has Sluice's tables and no rows. */
    public StoreAddress database() {
        StoreAddress address = emptyDatabase();
        Migrations.run(address, Duration.ofSeconds(10));
        return address;
    }

    /** A new database without tables. */
    public StoreAddress emptyDatabase() {
        String name = "test" + databases.incrementAndGet();
        StoreAddress care = as("postgres", "postgres");
        execute(care, "CREATE DATABASE " + name);
        return as("postgres", name);
    }

    private StoreAddress as(String user, String database) {
        StoreAddress own = server.address();
        return new StoreAddress(own.host(), own.port(), database, user, own.password(), own.tls(), null);
    }

    public static void execute(StoreAddress address, String sql) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Connection connect(StoreAddress address) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(),
                address.user(),
                address.password().value());
    }

    public EmbeddedPostgres server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        delete(data);
    }

    private static void delete(Path tree) {
        try (Stream<Path> walk = Files.walk(tree)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.delete(Objects.requireNonNull(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
