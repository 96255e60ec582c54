package dev.sluice.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what nodes tell each other through the database ({@code NOTIFY}), over a connection of its own that is made
 * again for as long as it takes. Safe for any thread.
 */
public final class PgNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(PgNotifications.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final PgSubscriber subscriber;
    private volatile boolean closed;

    public PgNotifications(Vertx vertx, StoreAddress address, PostgresSettings settings) {
        this.subscriber = PgSubscriber.subscriber(vertx, Connector.connectOptions(address, settings))
                .reconnectPolicy(attempt -> closed ? -1L : pause(attempt));
    }

    /** Doubles. */
    private static long pause(int attempt) {
        return Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
    }

    /**
     * Begins to listen. Returns at once.
     *
     * @param told is called for each message, and whenever the connection stands (again): some may have been missed
     */
    public void listen(String channel, Runnable told) {
        subscriber.channel(channel).subscribeHandler(listening -> told.run()).handler(message -> told.run());
        subscriber.connect().onFailure(failure -> {
            if (!closed) {
                LOG.warn("what other nodes change is looked up from time to time only: {}", failure.getMessage());
            }
        });
    }

    public Future<Void> close() {
        closed = true;
        return subscriber.close();
    }
}
