package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The operations on what mocks remember. */
final class RememberedApi {

    static final String PATH = "/v1/mock/state";

    /** Bytes: of a snapshot that is put back. */
    static final int MAX_SNAPSHOT = 64 * 1024 * 1024;

    private final RememberedState state;

    RememberedApi(RememberedState state) {
        this.state = state;
    }

    void snapshot(RoutingContext context) {
        state.snapshot(query(context, "contract"), query(context, "project"))
                .onSuccess(json -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(json))
                .onFailure(failure -> fail(context, failure));
    }

    void restore(RoutingContext context) {
        answer(context, state.restore(context.body().buffer()));
    }

    void forget(RoutingContext context) {
        answer(context, state.forget(query(context, "contract"), query(context, "project")));
    }

    private static void answer(RoutingContext context, Future<Void> done) {
        done.onSuccess(nothing -> context.response().setStatusCode(204).end())
                .onFailure(failure -> fail(context, failure));
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof NoSuchElementException) {
            ProblemReply.send(context, 404, String.valueOf(failure.getMessage()));
        } else if (failure instanceof IllegalArgumentException) {
            ProblemReply.send(context, 400, String.valueOf(failure.getMessage()));
        } else {
            context.fail(failure);
        }
    }

    private static @Nullable String query(RoutingContext context, String name) {
        ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getString();
    }
}
