package dev.sluice.control;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a failed request as problem details (RFC 9457). Says what was expected, never what came. */
final class ProblemReply {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReply.class);

    /** What there is on the control port. */
    static final String CONTROL_PATHS = "expected: /livez, /readyz, /metrics, /ui/ or a path of openapi/control.yaml";

    /** Set in the context of a request whose body has come whole. */
    private static final String BODY_READ = "sluice.body-read";

    private ProblemReply() {}

    /** The handler behind the one that reads bodies: what fails from here on is not the body's fault. */
    static void bodyRead(RoutingContext context) {
        context.put(BODY_READ, true);
        context.next();
    }

    /**
     * For whatever a handler has failed with.
     *
     * @param found the status that vertx-web has found itself, where none of the handlers did
     * @param paths what there is, for 404
     */
    static void failed(RoutingContext context, int found, String paths) {
        Throwable failure = context.failure();
        int status = context.statusCode() > 0 ? context.statusCode() : found;
        if (failure instanceof HttpException outcome) {
            status = outcome.getStatusCode();
        }
        if (status < 400 || status >= 500) {
            status = failedToAnswer(context, failure);
        }
        send(context.response(), status, status == 404 ? paths : detail(status));
    }

    /** @return the status that tells whose fault it is: nothing of ours that could fail runs before the body is read */
    private static int failedToAnswer(RoutingContext context, @Nullable Throwable failure) {
        if (failure != null && context.get(BODY_READ) == null) {
            LOG.info("the body of a request cannot be read: {}", failure.getMessage());
            return 400;
        }
        LOG.error("the control side failed to answer", failure);
        return 500;
    }

    /** For a head that is not HTTP, or too long; the connection ends. */
    static void undecodable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        request.response().putHeader("Connection", "close");
        send(request.response(), status);
        request.connection().close();
    }

    static void send(RoutingContext context, int status) {
        send(context.response(), status);
    }

    /** @param detail what was expected */
    static void send(RoutingContext context, int status, String detail) {
        send(context.response(), status, detail);
    }

    /** @param more adds members of its own */
    static void send(RoutingContext context, int status, String detail, Consumer<JsonObject> more) {
        send(context.response(), status, detail, more);
    }

    /** For what is not told to the caller. */
    static void log(Throwable failure) {
        LOG.warn("the control side cannot answer: {}", failure.getMessage(), failure.getCause());
    }

    private static void send(HttpServerResponse response, int status) {
        send(response, status, detail(status));
    }

    private static void send(HttpServerResponse response, int status, String detail) {
        send(response, status, detail, problem -> {});
    }

    private static void send(HttpServerResponse response, int status, String detail, Consumer<JsonObject> more) {
        if (response.ended() || response.headWritten()) {
            return;
        }
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail);
        more.accept(problem);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(problem.toBuffer());
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 ->
                "expected: one Host header that names this server, parameters and a body as openapi/control.yaml has them, and a"
                        + " project that some contract can have";
            case 404 -> CONTROL_PATHS;
            case 405 -> "expected: one of the methods in Allow";
            case 408 -> "expected: the whole request within the time that is set for it";
            case 413 -> "expected: no body, or a smaller one (service.maxBody bounds contracts and messages)";
            case 414 -> "expected: a shorter request line";
            case 431 -> "expected: fewer or shorter header fields";
            default -> "the request cannot be answered";
        };
    }
}
