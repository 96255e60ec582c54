package dev.sluice.control;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a failed request as problem details (RFC 9457). Says what was expected, never what came. */
final class ProblemReply {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReply.class);

    private ProblemReply() {}

    /**
     * For whatever a handler has failed with.
     *
     * @param found the status that vertx-web has found itself, where none of the handlers did
     */
    static void failed(RoutingContext context, int found) {
        Throwable failure = context.failure();
        int status = context.statusCode() > 0 ? context.statusCode() : found;
        if (failure instanceof HttpException outcome) {
            status = outcome.getStatusCode();
        } else if (failure instanceof ValidatorException) {
            status = 400;
        }
        if (status < 400 || status >= 500) {
            LOG.error("the control side failed to answer", failure);
            status = 500;
        }
        send(context, status);
    }

    static void send(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail(status));
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(problem.toBuffer());
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 ->
                "expected: one Host header that names this server, and parameters as openapi/control.yaml has them";
            case 404 -> "expected: /livez, /readyz, /metrics or a path of openapi/control.yaml";
            case 405 -> "expected: one of the methods in Allow";
            case 408 -> "expected: the whole request within the time that is set for it";
            case 413 -> "expected: no body, or a small one";
            default -> "the request cannot be answered";
        };
    }
}
