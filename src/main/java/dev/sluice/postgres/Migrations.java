package dev.sluice.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the tables of a database up to date ({@code db/migration}). Many nodes may do it at once: one works, the others
 * wait. What a migration needs of the server: PostgreSQL 14 or later, and CREATE on the schema {@code public}.
 */
public final class Migrations {

    private Migrations() {}

    /**
     * Blocks.
     *
     * @param connectTimeout for one connection, log-in included
     * @throws StoreException when the database cannot be reached or its tables are not those that this version knows
     */
    public static void run(StoreAddress address, Duration connectTimeout) {
        Properties properties = address.jdbcProperties();
        properties.setProperty("loginTimeout", Long.toString(Math.max(1, connectTimeout.toSeconds())));
        reach(address, properties);
        try {
            Flyway.configure()
                    .dataSource(source(address, properties))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException | SQLException e) {
            throw new StoreException(
                    "The tables in " + address + " cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /** Apart from Flyway, whose own message for it is a page long. */
    private static void reach(StoreAddress address, Properties properties) {
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
            connection.isReadOnly();
        } catch (SQLException e) {
            throw new StoreException(
                    "The store " + address + " cannot be reached: " + e.getMessage()
                            + " (expected: a Postgres at store.url, SLUICE_STORE_URL)",
                    e);
        }
    }

    private static PGSimpleDataSource source(StoreAddress address, Properties properties) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(address.jdbcUrl());
        for (String name : properties.stringPropertyNames()) {
            source.setProperty(name, properties.getProperty(name));
        }
        return source;
    }
}
