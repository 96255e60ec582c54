package dev.sluice.vpcep;

import dev.sluice.postgres.PgClients;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs statements, and runs them again where the database says that nothing was done: deadlocks, serialization failures,
 * lost races for a slot. Never after an unknown outcome. Failures come as outcomes ({@link StoreFailures}).
 */
final class Store {

    private static final int ATTEMPTS = 8;
    private static final int FIRST_PAUSE_MILLIS = 5;

    private final Vertx vertx;
    private final PgClients clients;
    private final Duration patience;

    /** @param patience no try begins later than this after the first one */
    Store(Vertx vertx, PgClients clients, Duration patience) {
        this.vertx = vertx;
        this.clients = clients;
        this.patience = patience;
    }

    Future<RowSet<Row>> run(String statement, Tuple parameters) {
        return run(statement, parameters, 1, System.nanoTime() + patience.toNanos());
    }

    private Future<RowSet<Row>> run(String statement, Tuple parameters, int attempt, long end) {
        return clients.execute(statement, parameters).recover(failure -> {
            long pause = pauseMillis(attempt);
            boolean inTime = System.nanoTime() + Duration.ofMillis(pause).toNanos() < end;
            return attempt < ATTEMPTS && inTime && StoreFailures.mayRetry(failure)
                    ? pause(pause).compose(done -> run(statement, parameters, attempt + 1, end))
                    : Future.failedFuture(StoreFailures.outcome(failure));
        });
    }

    /** Doubles, and is jittered so that those who met once do not meet again. */
    private static long pauseMillis(int attempt) {
        int most = FIRST_PAUSE_MILLIS << attempt;
        return ThreadLocalRandom.current().nextInt(most / 2, most + 1);
    }

    private Future<Void> pause(long millis) {
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(millis, timer -> promise.complete());
        return promise.future();
    }
}
