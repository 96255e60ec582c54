package dev.sluice.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of one event loop.
 *
 * <p>The driver closes a connection by asking the server to, so one to a server that does not answer stays until the
 * kernel gives it up, which may be never (a stopped process) or in a quarter of an hour (a host that is gone). When
 * statements are under way and nothing has come back for too long, the connections are left behind and new ones made:
 * then less and less often, so that an outage does not pile up connections.
 */
final class PgClient {

    private static final Duration RAREST = Duration.ofMinutes(5);

    private final Connector connector;
    private volatile Connections current;

    PgClient(Connector connector) {
        this.connector = connector;
        this.current = new Connections(connector.connect(), connector.longestSilence());
    }

    Future<RowSet<Row>> execute(String statement, Tuple parameters) {
        Connections connections = current;
        if (connections.silentForTooLong()) {
            connections = replaced(connections);
        }
        return connections.execute(statement, parameters);
    }

    int underWay() {
        return current.underWay.get();
    }

    private synchronized Connections replaced(Connections silent) {
        if (current == silent) {
            Duration twice = silent.patience.multipliedBy(2);
            current = new Connections(connector.connect(), twice.compareTo(RAREST) < 0 ? twice : RAREST);
            silent.client.close();
        }
        return current;
    }

    Future<Void> close() {
        return current.client.close();
    }

    /** Safe for any thread: those that are no event loop share one. */
    private final class Connections {

        private final SqlClient client;
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile Duration patience;
        private volatile long lastSign;

        Connections(SqlClient client, Duration patience) {
            this.client = client;
            this.patience = patience;
        }

        Future<RowSet<Row>> execute(String statement, Tuple parameters) {
            if (underWay.getAndIncrement() == 0) {
                lastSign = System.nanoTime();
            }
            return client.preparedQuery(statement).execute(parameters).onComplete((rows, failure) -> {
                underWay.decrementAndGet();
                if (failure == null || failure instanceof PgException) {
                    lastSign = System.nanoTime();
                    patience = connector.longestSilence();
                }
            });
        }

        boolean silentForTooLong() {
            return underWay.get() > 0 && System.nanoTime() - lastSign > patience.toNanos();
        }
    }
}
