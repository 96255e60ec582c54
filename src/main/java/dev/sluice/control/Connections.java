package dev.sluice.control;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open connections: bounded in number, and each closed when no request's head arrives on it for some time. (The
 * idle timeout of Vert.x counts bytes, so a head that drips in would hold a connection for ever.)
 */
final class Connections implements PlatformHandler {

    private static final int MOST = 256;

    private final Vertx vertx;
    private final long idleMillis;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Duration idleTimeout) {
        this.vertx = vertx;
        this.idleMillis = idleTimeout.toMillis();
    }

    void opened(HttpConnection connection) {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            stopTimer(connection);
        });
        startTimer(connection);
    }

    /** A head has arrived: from here on the request has its own deadline. */
    @Override
    public void handle(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        stopTimer(connection);
        context.addEndHandler(ended -> startTimer(connection));
        context.next();
    }

    private void startTimer(HttpConnection connection) {
        Long old = timers.put(connection, vertx.setTimer(idleMillis, idle -> {
            timers.remove(connection);
            connection.close();
        }));
        if (old != null) {
            vertx.cancelTimer(old);
        }
    }

    private void stopTimer(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
