package dev.sluice.control;

import dev.sluice.traffic.Maintenance;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the process lives ({@code /livez}) and whether it may be sent requests ({@code /readyz}). */
final class Health {

    /** For the store to say how it is: well below what a prober waits. */
    private static final long STORE_MILLIS = 800;

    private static final StoreState UNKNOWN =
            new StoreState(StoreState.Health.UNKNOWN, "the store did not say in time");

    private final ControlSources sources;
    private final Maintenance maintenance;

    Health(ControlSources sources, Maintenance maintenance) {
        this.sources = sources;
        this.maintenance = maintenance;
    }

    void live(RoutingContext context) {
        ControlApi.send(context, new JsonObject().put("status", "alive"));
    }

    /**
     * Ready or not, the store's state is in the body but does not count: with the store away requests end in 503s of
     * their own, and other instances would be no better off. Nor does maintenance: requests must go on coming, so that
     * clients are told.
     */
    void ready(RoutingContext context) {
        store().onSuccess(store -> {
                    String status = status();
                    context.response().setStatusCode(status.equals("ready") ? 200 : 503);
                    JsonObject body = new JsonObject().put("status", status);
                    if (maintenance.state().isOn()) {
                        body.put("maintenance", true);
                    }
                    ControlApi.send(context, withLimitStore(withStore(body, store)));
                })
                .onFailure(context::fail);
    }

    private String status() {
        if (sources.draining().getAsBoolean()) {
            return "draining";
        }
        return sources.loaded().getAsBoolean() ? "ready" : "no contract is loaded";
    }

    static JsonObject withStore(JsonObject body, Optional<JsonObject> store) {
        store.ifPresent(state -> body.put("store", state));
        return body;
    }

    /** As with the store: without it, the settings say what becomes of requests. */
    private JsonObject withLimitStore(JsonObject body) {
        JsonObject state = limitStore();
        return state == null ? body : body.put("limit_store", state);
    }

    @Nullable
    JsonObject limitStore() {
        Supplier<LimitStoreState> source = sources.limitStore();
        if (source == null) {
            return null;
        }
        LimitStoreState state = source.get();
        return new JsonObject().put("state", state.up() ? "up" : "down").put("detail", state.detail());
    }

    /** Never fails, never takes long. */
    Future<Optional<JsonObject>> store() {
        Supplier<Future<StoreState>> store = sources.store();
        if (store == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return store.get()
                .timeout(STORE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(UNKNOWN)
                .map(state -> Optional.of(new JsonObject()
                        .put("state", ControlApi.word(state.health()))
                        .put("detail", state.detail())));
    }
}
