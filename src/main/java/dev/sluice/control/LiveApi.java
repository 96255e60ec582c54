package dev.sluice.control;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/live}: server-sent events, one small JSON snapshot a second, the same for all viewers. With nobody watching
 * there is no timer and nothing is put together. A viewer that does not take its events is let go of, so that nothing is
 * kept for it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class LiveApi {

    static final String PATH = "/v1/live";

    private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);

    static final int MOST_VIEWERS = 16;

    /** Bytes that may wait for one viewer: some snapshots. */
    private static final int MOST_WAITING = 64 * 1024;

    private static final String FULL = "expected: at most " + MOST_VIEWERS + " viewers at one time";

    private final Vertx vertx;
    private final long periodMillis;
    private final Runnable begin;
    private final Supplier<JsonObject> next;
    private final Set<HttpServerResponse> viewers = ConcurrentHashMap.newKeySet();
    private long timer = -1;

    LiveApi(Vertx vertx, LiveSnapshots snapshots) {
        this(vertx, 1_000, snapshots::begin, snapshots::next);
    }

    /**
     * @param begin what comes is counted from then on
     * @param next what has come since
     */
    LiveApi(Vertx vertx, long periodMillis, Runnable begin, Supplier<JsonObject> next) {
        this.vertx = vertx;
        this.periodMillis = periodMillis;
        this.begin = begin;
        this.next = next;
    }

    void watch(RoutingContext context) {
        if (viewers.size() >= MOST_VIEWERS) {
            context.response().putHeader("Retry-After", "5");
            ProblemReply.send(context, 503, FULL);
            return;
        }
        RequestDeadline.lift(context);
        HttpServerResponse viewer = context.response();
        viewer.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .setChunked(true)
                .setWriteQueueMaxSize(MOST_WAITING);
        viewer.exceptionHandler(gone -> leave(viewer));
        context.addEndHandler(ended -> leave(viewer));
        viewers.add(viewer);
        if (timer < 0) {
            begin.run();
            timer = vertx.setPeriodic(periodMillis, now -> tick());
        }
        // its first second has still to pass
        viewer.write("retry: 2000\n\n");
    }

    /** Lets go of all viewers: they come again, to another node. */
    void end() {
        viewers.stream().filter(viewer -> !viewer.ended()).forEach(HttpServerResponse::end);
    }

    int viewers() {
        return viewers.size();
    }

    private void leave(HttpServerResponse viewer) {
        viewers.remove(viewer);
        if (viewers.isEmpty() && timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    private void tick() {
        Buffer event;
        try {
            event = Buffer.buffer("data: ").appendBuffer(next.get().toBuffer()).appendString("\n\n");
        } catch (RuntimeException bug) {
            LOG.error("no snapshot for viewers", bug);
            return;
        }
        for (HttpServerResponse viewer : viewers) {
            if (viewer.writeQueueFull()) {
                LOG.info("a viewer that does not take its events is let go of");
                leave(viewer);
                viewer.reset();
            } else {
                viewer.write(event);
            }
        }
    }
}
