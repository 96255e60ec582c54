package dev.sluice.postgres;

import java.time.Duration;

/**
 * How a Postgres is used, embedded or not.
 *
 * @param connections in all, shared out evenly among the event loops
 * @param pipelining statements that may be under way on one connection at a time
 * @param waiting statements that may wait for a connection, in all; further ones fail at once
 * @param connectTimeout for a new connection
 * @param statementTimeout after which the server gives up a statement (and a lock that it waits for)
 */
public record PostgresSettings(
        int connections, int pipelining, int waiting, Duration connectTimeout, Duration statementTimeout) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public static final PostgresSettings DEFAULT =
            new PostgresSettings(16, 2, 1024, Duration.ofSeconds(3), Duration.ofSeconds(3));

    public PostgresSettings {
        check("connections", connections, 1, 1000);
        check("pipelining", pipelining, 1, 1000);
        check("waiting", waiting, 0, 1_000_000);
        check("connectTimeout", connectTimeout);
        check("statementTimeout", statementTimeout);
    }

    private static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }

    private static void check(String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(key + ": " + value.toMillis() + "ms (expected: " + SHORTEST.toMillis()
                    + "ms to " + LONGEST.toMinutes() + "m)");
        }
    }
}
