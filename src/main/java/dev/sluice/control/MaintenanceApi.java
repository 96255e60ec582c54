package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.traffic.Maintenance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations on what is closed for maintenance. */
final class MaintenanceApi {

    private static final long RETRY_AFTER_SECONDS = 60;

    private final Maintenance maintenance;
    private final Supplier<List<ContractPlan>> contracts;

    MaintenanceApi(Maintenance maintenance, Supplier<List<ContractPlan>> contracts) {
        this.maintenance = maintenance;
        this.contracts = contracts;
    }

    void show(RoutingContext context) {
        ControlApi.send(context, json(maintenance.state()));
    }

    void change(RoutingContext context) {
        ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        JsonObject wanted = request.getBody().getJsonObject();
        String contract = wanted.getString("contract");
        if (contract == null) {
            node(wanted);
        } else {
            List<String> files = files(contract);
            if (files.isEmpty()) {
                ProblemReply.send(context, 404, "expected of contract: the file or the title of one that is loaded");
                return;
            }
            contracts(files, wanted);
        }
        show(context);
    }

    private void node(JsonObject wanted) {
        if (isOn(wanted)) {
            maintenance.close(notice(wanted));
        } else {
            maintenance.open();
        }
    }

    private void contracts(List<String> files, JsonObject wanted) {
        if (isOn(wanted)) {
            maintenance.close(files, notice(wanted));
        } else {
            maintenance.open(files);
        }
    }

    private List<String> files(String contract) {
        return contracts.get().stream()
                .filter(known -> known.file().equals(contract) || known.title().equals(contract))
                .map(ContractPlan::file)
                .toList();
    }

    private static boolean isOn(JsonObject wanted) {
        return Boolean.TRUE.equals(wanted.getBoolean("on"));
    }

    private static Maintenance.Notice notice(JsonObject wanted) {
        return new Maintenance.Notice(
                wanted.getLong("retry_after", RETRY_AFTER_SECONDS), wanted.getString("message", ""));
    }

    static JsonObject json(Maintenance.State state) {
        JsonArray contracts = new JsonArray();
        state.contracts().forEach((file, notice) -> contracts.add(put(new JsonObject().put("contract", file), notice)));
        return put(new JsonObject().put("on", state.node() != null), state.node())
                .put("contracts", contracts);
    }

    private static JsonObject put(JsonObject json, Maintenance.@Nullable Notice notice) {
        return notice == null
                ? json
                : json.put("retry_after", notice.retryAfterSeconds()).put("message", notice.message());
    }
}
