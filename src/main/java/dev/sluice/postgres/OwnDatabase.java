package dev.sluice.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The role and the database of Sluice in its own server. */
final class OwnDatabase {

    private static final String NAME = "sluice";
    private static final String HOST = "127.0.0.1";

    private OwnDatabase() {}

    /** Makes what is missing. */
    static StoreAddress ensure(int port, Password password) {
        StoreAddress care = new StoreAddress(HOST, port, "postgres", "postgres", password, TlsMode.DISABLE, null);
        try (Connection connection = DriverManager.getConnection(care.jdbcUrl(), care.jdbcProperties());
                Statement statement = connection.createStatement()) {
            if (!found(statement, "SELECT FROM pg_roles WHERE rolname = 'sluice'")) {
                statement.execute(
                        "CREATE ROLE sluice LOGIN PASSWORD '" + password.value().replace("'", "''") + "'");
            }
            if (!found(statement, "SELECT FROM pg_database WHERE datname = 'sluice'")) {
                statement.execute("CREATE DATABASE sluice OWNER sluice");
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "The embedded Postgres started but cannot be used (" + e.getMessage() + "): if its"
                            + " folder was changed by hand, put that back, " + StoreException.EXTERNAL,
                    e);
        }
        return new StoreAddress(HOST, port, NAME, NAME, password, TlsMode.DISABLE, null);
    }

    private static boolean found(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
