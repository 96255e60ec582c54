package dev.sluice.control;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;

/** Ends a request that takes too long, whether its client or its answer is slow, and closes the connection. */
final class RequestDeadline implements PlatformHandler {

    /** In the context of a request: its timer. */
    private static final String TIMER = "sluice.deadline";

    private final long millis;

    RequestDeadline(Duration deadline) {
        this.millis = deadline.toMillis();
    }

    @Override
    public void handle(RoutingContext context) {
        long timer = context.vertx().setTimer(millis, late -> end(context));
        context.put(TIMER, timer);
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.next();
    }

    /** For an answer that has no end of its own. */
    static void lift(RoutingContext context) {
        Long timer = context.get(TIMER);
        if (timer != null) {
            context.vertx().cancelTimer(timer);
        }
    }

    private static void end(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        context.response().putHeader("Connection", "close");
        ProblemReply.send(context, context.request().isEnded() ? 503 : 408);
    }
}
