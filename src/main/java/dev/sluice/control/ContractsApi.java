package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Purpose;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.RegisteredVersion;
import dev.sluice.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations on registered contracts and their versions. */
final class ContractsApi {

    private final ValidationService service;
    private final Registry registry;
    private final Uploads uploads;
    private final Runnable changed;

    /** @param changed is told after a change by this node */
    ContractsApi(ValidationService service, Runnable changed) {
        this.service = service;
        this.changed = changed;
        this.registry = service.registry();
        this.uploads = new Uploads(service);
    }

    void operations(RouterBuilder builder) {
        builder.getRoute("contracts").addHandler(this::list);
        builder.getRoute("registerContract").addHandler(this::register);
        builder.getRoute("contract").addHandler(this::show);
        builder.getRoute("removeContract").addHandler(this::remove);
        builder.getRoute("addVersion").addHandler(this::add);
        builder.getRoute("version").addHandler(this::showVersion);
        builder.getRoute("removeVersion").addHandler(this::removeVersion);
        builder.getRoute("activate").addHandler(this::activate);
        builder.getRoute("deactivate").addHandler(this::deactivate);
    }

    private void list(RoutingContext context) {
        registry.contracts()
                .onSuccess(contracts -> {
                    JsonArray all = new JsonArray();
                    contracts.forEach(contract -> all.add(
                            ContractJson.summary(contract, service.plane().mounted())));
                    ControlApi.send(context, new JsonObject().put("contracts", all));
                })
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private void show(RoutingContext context) {
        registry.contract(name(context))
                .onSuccess(contract -> ControlApi.send(
                        context, ContractJson.contract(contract, service.plane().mounted())))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private void register(RoutingContext context) {
        JsonObject body = body(context);
        keep(context, body.getString("name"), uploads.json(body), false);
    }

    private void add(RoutingContext context) {
        keep(context, name(context), uploads.json(body(context)), true);
    }

    /** Bytes as they are, instead of a body of JSON. */
    void upload(RoutingContext context, String name, byte[] bytes, @Nullable String root) {
        keep(context, name, uploads.raw(bytes, root), false);
    }

    private void keep(RoutingContext context, String name, Uploads.Source source, boolean known) {
        uploads.keep(name, source, known)
                .onComplete(kept -> changed.run())
                .onSuccess(kept -> {
                    RegisteredVersion version = kept.added().version();
                    context.response()
                            .setStatusCode(kept.added().added() ? 201 : 200)
                            .putHeader("Location", "/v1/contracts/" + name + "/versions/" + version.number());
                    JsonObject json = new JsonObject()
                            .put("name", name)
                            .put("added", kept.added().added());
                    json.mergeIn(ContractJson.version(version, null));
                    // the version may be active for long; whoever wants to know, asks
                    json.remove("active");
                    ControlApi.send(
                            context,
                            json.put("warnings", Refusals.json(kept.plan().warnings())));
                })
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private void showVersion(RoutingContext context) {
        String name = name(context);
        int number = version(context);
        record Shown(Bundle bundle, ContractPlan plan) {}
        registry.contract(name)
                .compose(contract -> registry.bundle(name, number)
                        .compose(bundle ->
                                service.jobs().run(() -> new Shown(bundle, uploads.plan(bundle, Purpose.CHECK))))
                        .map(shown -> {
                            JsonObject json = ContractJson.version(
                                    Objects.requireNonNull(contract.version(number)), contract.active());
                            json.put("name", name);
                            json.put("warnings", Refusals.json(shown.plan().warnings()));
                            json.put("operations", ContractJson.operations(shown.plan()));
                            ContractJson.contents(json, shown.bundle());
                            return json;
                        }))
                .onSuccess(json -> ControlApi.send(context, json))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private void remove(RoutingContext context) {
        done(context, registry.remove(name(context)));
    }

    private void removeVersion(RoutingContext context) {
        done(context, registry.remove(name(context), version(context)));
    }

    private void done(RoutingContext context, Future<Void> removed) {
        removed.onComplete(ended -> changed.run())
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(failure -> Refusals.send(context, failure));
    }

    /** What this node cannot serve is not made active; others that cannot keep what they have, and say so. */
    private void activate(RoutingContext context) {
        String name = name(context);
        int number = body(context).getInteger("version");
        registry.bundle(name, number)
                .compose(bundle -> service.jobs().run(() -> {
                    service.plane().check(name, bundle);
                    return true;
                }))
                .compose(fits -> registry.activate(name, number))
                .compose(active -> service.plane().follow())
                .onComplete(ended -> changed.run())
                .onSuccess(followed -> show(context))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private void deactivate(RoutingContext context) {
        registry.activate(name(context), null)
                .compose(active -> service.plane().follow())
                .onComplete(ended -> changed.run())
                .onSuccess(followed -> show(context))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private static JsonObject body(RoutingContext context) {
        return request(context).getBody().getJsonObject();
    }

    private static String name(RoutingContext context) {
        return Objects.requireNonNull(request(context).getPathParameters().get("name"))
                .getString();
    }

    private static int version(RoutingContext context) {
        return Objects.requireNonNull(request(context).getPathParameters().get("version"))
                .getInteger();
    }

    private static ValidatedRequest request(RoutingContext context) {
        return context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    }
}
