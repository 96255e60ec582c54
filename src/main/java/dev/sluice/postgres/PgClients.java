package dev.sluice.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs prepared statements: on every event loop over connections of its own, so that a reply comes back on the loop that
 * asked and no lock is shared. Nothing waits without bound: beyond the queue a statement fails at once, the server gives
 * up a statement after its timeout, and connections to a server that fell silent are replaced. Safe for any thread.
 */
public final class PgClients {

    private static final int CLOSE_SECONDS = 2;

    private final Connector connector;
    private final Map<Object, PgClient> clients = new ConcurrentHashMap<>();

    /** @param eventLoops that will use the store: the connections are shared out among them */
    public PgClients(Vertx vertx, StoreAddress address, PostgresSettings settings, int eventLoops) {
        this.connector = new Connector(vertx, address, settings, eventLoops);
    }

    /**
     * Runs one statement, as one transaction.
     *
     * @return the rows, or a failure: a {@link io.vertx.pgclient.PgException} is the server's refusal, an
     *     {@link java.io.IOException} or {@link io.vertx.core.VertxException} says that the server was not reached, or
     *     that the outcome is unknown
     */
    public Future<RowSet<Row>> execute(String statement, Tuple parameters) {
        return here().execute(statement, parameters);
    }

    /** How many statements are on their way to the server or back, or wait for a connection. */
    public int underWay() {
        return clients.values().stream().mapToInt(PgClient::underWay).sum();
    }

    /** The client of this event loop; other threads share one. */
    private PgClient here() {
        Object key = Context.isOnEventLoopThread() ? Thread.currentThread() : this;
        PgClient client = clients.get(key);
        return client != null ? client : clients.computeIfAbsent(key, absent -> new PgClient(connector));
    }

    /** Closes all connections; those that cannot be closed in order are given up after a moment. */
    public Future<Void> close() {
        Future<Void> closed = Future.join(
                        clients.values().stream().map(PgClient::close).toList())
                .mapEmpty();
        clients.clear();
        return closed.timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
