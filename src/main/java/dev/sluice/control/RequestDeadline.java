package dev.sluice.control;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.time.Duration;

/** Ends a request that takes too long, whether its client or its answer is slow, and closes the connection. */
final class RequestDeadline implements PlatformHandler {

    private final long millis;

    RequestDeadline(Duration deadline) {
        this.millis = deadline.toMillis();
    }

    @Override
    public void handle(RoutingContext context) {
        long timer = context.vertx().setTimer(millis, late -> end(context));
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.next();
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
