package dev.sluice.control;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies: small ones, but where a mock's state, a contract or messages come; of such requests only a few at a time,
 * so that together they take a bounded amount of memory.
 */
final class Bodies implements Handler<RoutingContext> {

    /** Where a body is, in a request's context, that is not JSON by any declaration. */
    static final String RAW = "sluice.raw-body";

    private static final int LARGE_AT_A_TIME = 8;

    /** A length of no more than some megabytes. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");

    private final BodyHandler small;
    private final BodyHandler snapshots;
    private final BodyHandler tried;
    private final @Nullable BodyHandler messages;
    private final int smallest;
    private final int largest;
    private final AtomicInteger large = new AtomicInteger();

    /** @param largest bytes of contracts and messages; 0 where there are none */
    Bodies(int small, int largest) {
        this.small = BodyHandler.create(false).setBodyLimit(small);
        this.snapshots = BodyHandler.create(false).setBodyLimit(RememberedApi.MAX_SNAPSHOT);
        this.tried = BodyHandler.create(false).setBodyLimit(TryApi.MAX_REQUEST);
        this.messages = largest == 0 ? null : BodyHandler.create(false).setBodyLimit(largest);
        this.smallest = small;
        this.largest = largest;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        boolean restores = HttpMethod.PUT.equals(context.request().method()) && RememberedApi.PATH.equals(path);
        if (restores) {
            snapshots.handle(context);
        } else if (HttpMethod.POST.equals(context.request().method()) && TryApi.PATH.equals(path)) {
            tried.handle(context);
        } else if (messages == null || !mayBeLarge(context)) {
            small.handle(context);
        } else if (isSmall(context)) {
            read(context, messages);
        } else if (large.incrementAndGet() > LARGE_AT_A_TIME) {
            large.decrementAndGet();
            context.response().putHeader("Retry-After", "1").putHeader("Connection", "close");
            ProblemReply.send(context, 503, "expected: fewer requests with large bodies at one time");
        } else {
            context.addEndHandler(ended -> large.decrementAndGet());
            read(context, messages);
        }
    }

    private void read(RoutingContext context, BodyHandler whole) {
        if (ContentRoute.isUpload(context)) {
            raw(context);
        } else {
            whole.handle(context);
        }
    }

    /** Whether it says so before it comes: nothing more of it is read than it has said. */
    private boolean isSmall(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && NUMBER.matcher(length).matches() && Integer.parseInt(length) <= smallest;
    }

    private static boolean mayBeLarge(RoutingContext context) {
        String path = context.request().path();
        HttpMethod method = context.request().method();
        return (HttpMethod.POST.equals(method)
                        && (path.startsWith("/v1/contracts")
                                || path.equals("/v1/validate")
                                || path.equals("/v1/explain")))
                || ContentRoute.isUpload(context);
    }

    /** Whatever its Content-Type says: curl says that everything is a form. */
    private void raw(RoutingContext context) {
        if ("100-continue".equalsIgnoreCase(context.request().getHeader("Expect"))) {
            context.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        context.request()
                .handler(part -> {
                    if (body.length() + part.length() <= largest) {
                        body.appendBuffer(part);
                    } else if (!context.failed()) {
                        context.response().putHeader("Connection", "close");
                        context.fail(413);
                    }
                })
                .exceptionHandler(context::fail)
                .endHandler(end -> {
                    if (!context.failed()) {
                        context.put(RAW, body);
                        context.next();
                    }
                });
    }
}
