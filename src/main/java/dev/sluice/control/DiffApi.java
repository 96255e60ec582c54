package dev.sluice.control;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Purpose;
import dev.sluice.contract.Reading;
import dev.sluice.diff.Change;
import dev.sluice.diff.Comparison;
import dev.sluice.diff.ContractDiff;
import dev.sluice.diff.Effect;
import dev.sluice.diff.Spot;
import dev.sluice.diff.Undeclared;
import dev.sluice.document.DocumentException;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.RegisteredContract;
import dev.sluice.registry.RegisteredVersion;
import dev.sluice.registry.RegistryException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operation that compares two versions of a registered contract. */
final class DiffApi {

    /** The worst ones. */
    private static final int MOST = 1000;

    private final ValidationService service;

    DiffApi(ValidationService service) {
        this.service = service;
    }

    void operations(RouterBuilder builder) {
        builder.getRoute("diff").addHandler(this::show);
    }

    private void show(RoutingContext context) {
        ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        String name =
                Objects.requireNonNull(request.getPathParameters().get("name")).getString();
        RequestParameter strict = request.getQuery().get("strict");
        boolean counts = strict != null && !strict.isNull() && strict.getBoolean();
        service.registry()
                .contract(name)
                .compose(contract -> {
                    RegisteredVersion young = chosen(contract, number(request, "to"), contract.versions());
                    RegisteredVersion old = old(contract, young, number(request, "from"));
                    return compared(
                            name, old.number(), young.number(), counts ? Undeclared.COUNTED : Undeclared.IGNORED);
                })
                .onSuccess(json -> ControlApi.send(context, json))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    /** What is served, where that is another one; else the one before. */
    private static RegisteredVersion old(
            RegisteredContract contract, RegisteredVersion young, @Nullable Integer asked) {
        Integer active = contract.active();
        if (asked == null && active != null && active != young.number()) {
            return chosen(contract, active, List.of());
        }
        List<RegisteredVersion> before = contract.versions().stream()
                .filter(version -> version.number() < young.number())
                .toList();
        return chosen(contract, asked, before);
    }

    /** @param others of which the first is taken where no number says which */
    private static RegisteredVersion chosen(
            RegisteredContract contract, @Nullable Integer number, List<RegisteredVersion> others) {
        RegisteredVersion first = others.isEmpty() ? null : others.get(0);
        RegisteredVersion version = number == null ? first : contract.version(number);
        if (version == null) {
            throw RegistryException.unknown();
        }
        return version;
    }

    private Future<JsonObject> compared(String name, int old, int young, Undeclared undeclared) {
        return service.registry()
                .bundle(name, old)
                .compose(before -> service.registry()
                        .bundle(name, young)
                        .compose(after -> service.jobs().run(() -> {
                            Comparison comparison = ContractDiff.between(opened(before), opened(after), undeclared);
                            return json(comparison)
                                    .put("name", name)
                                    .put("from", old)
                                    .put("to", young);
                        })));
    }

    private ContractDocuments opened(Bundle bundle) throws DocumentException {
        Reading reading = service.reading().get().with(Purpose.CHECK);
        return Contracts.open(bundle.root(), bundle.files(), reading);
    }

    private static @Nullable Integer number(ValidatedRequest request, String name) {
        RequestParameter parameter = request.getQuery().get(name);
        return parameter == null || parameter.isNull() ? null : parameter.getInteger();
    }

    private static JsonObject json(Comparison comparison) {
        JsonObject json = new JsonObject();
        for (Effect effect : Effect.values()) {
            json.put(effect.toString(), comparison.count(effect));
        }
        JsonArray changes = new JsonArray();
        comparison.changes().stream().limit(MOST).map(DiffApi::json).forEach(changes::add);
        return json.put("from_operations", comparison.oldOperations())
                .put("to_operations", comparison.newOperations())
                .put("changes", changes);
    }

    private static JsonObject json(Change change) {
        JsonObject json = new JsonObject()
                .put("effect", change.effect().toString())
                .put("for", change.side().toString())
                .put("code", change.code())
                .put("operations", new JsonArray(change.operations()))
                .put("where", change.where())
                .put("message", change.message());
        spot(json, "from", change.was());
        spot(json, "to", change.is());
        return json;
    }

    private static void spot(JsonObject json, String name, @Nullable Spot spot) {
        if (spot != null) {
            json.put(
                    name,
                    new JsonObject()
                            .put("file", spot.place().file())
                            .put("line", spot.place().line())
                            .put("column", spot.place().column())
                            .put("pointer", spot.pointer()));
        }
    }
}
