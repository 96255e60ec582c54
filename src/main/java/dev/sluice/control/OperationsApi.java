package dev.sluice.control;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ResponsePlan;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations on the operations of the contracts that are loaded. */
final class OperationsApi {

    /** Of one answer: a contract may have tens of thousands. */
    private static final int MOST = 500;

    private static final Collector<Object, JsonArray, JsonArray> ARRAY =
            Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll);

    private static final String NO_CONTRACT = "expected of contract: the file or the title of one that is loaded";
    private static final String NO_OPERATION = "expected: the number of an operation of the contract";

    private final Vertx vertx;
    private final Supplier<List<ContractPlan>> contracts;
    private final ContractGuide guide;

    OperationsApi(Vertx vertx, Supplier<List<ContractPlan>> contracts, ContractGuide guide) {
        this.vertx = vertx;
        this.contracts = contracts;
        this.guide = guide;
    }

    void list(RoutingContext context) {
        ContractPlan contract = contract(context);
        if (contract == null) {
            return;
        }
        RequestParameter filter = request(context).getQuery().get("filter");
        String wanted =
                filter == null || filter.isNull() ? "" : filter.getString().toLowerCase(Locale.ROOT);
        List<OperationPlan> found = contract.operations().stream()
                .filter(operation -> names(operation).anyMatch(name -> name.contains(wanted)))
                .toList();
        ControlApi.send(
                context,
                new JsonObject()
                        .put("contract", contract.file())
                        .put("total", contract.operations().size())
                        .put("found", found.size())
                        .put(
                                "operations",
                                found.stream()
                                        .limit(MOST)
                                        .map(OperationsApi::brief)
                                        .collect(ARRAY)));
    }

    private static Stream<String> names(OperationPlan operation) {
        return Stream.of(operation.id(), operation.method() + " " + operation.path())
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static JsonObject brief(OperationPlan operation) {
        return new JsonObject()
                .put("number", operation.index())
                .put("id", operation.id())
                .put("method", operation.method())
                .put("path", operation.path());
    }

    void show(RoutingContext context) {
        ContractPlan contract = contract(context);
        if (contract == null) {
            return;
        }
        int number = Objects.requireNonNull(request(context).getPathParameters().get("number"))
                .getInteger();
        if (number < 0 || number >= contract.operations().size()) {
            ProblemReply.send(context, 404, NO_OPERATION);
            return;
        }
        OperationPlan operation = contract.operations().get(number);
        // a value is looked for that satisfies the schemas
        vertx.executeBlocking(() -> whole(operation, guide.example(contract, operation)), false)
                .onSuccess(json -> ControlApi.send(context, json))
                .onFailure(context::fail);
    }

    private static JsonObject whole(OperationPlan operation, ContractGuide.@Nullable ExampleCall example) {
        JsonObject json = brief(operation)
                .put(
                        "parameters",
                        Stream.concat(operation.pathParameters().stream(), operation.parameters().stream())
                                .map(OperationsApi::parameter)
                                .collect(ARRAY))
                .put(
                        "responses",
                        operation.responses().responses().stream()
                                .map(OperationsApi::response)
                                .collect(ARRAY));
        BodyPlan body = operation.body();
        if (body != null) {
            json.put(
                    "body",
                    new JsonObject()
                            .put("required", body.required())
                            .put("media_types", mediaTypes(body.mediaTypes())));
        }
        if (example != null) {
            JsonObject call = new JsonObject()
                    .put("method", example.method())
                    .put("path", example.path())
                    .put("headers", headers(example.headers()));
            json.put("example", example.body() == null ? call : call.put("body", example.body()));
        }
        return json;
    }

    /** As {@code /v1/try} takes them. */
    private static JsonObject headers(List<ContractGuide.Header> headers) {
        JsonObject json = new JsonObject();
        for (ContractGuide.Header header : headers) {
            Object known = json.getValue(header.name());
            if (known == null) {
                json.put(header.name(), header.value());
            } else if (known instanceof JsonArray several) {
                several.add(header.value());
            } else {
                json.put(header.name(), new JsonArray().add(known).add(header.value()));
            }
        }
        return json;
    }

    private static JsonObject parameter(ParameterPlan parameter) {
        return new JsonObject()
                .put("name", parameter.name())
                .put("in", parameter.in().toString())
                .put("required", parameter.required());
    }

    private static JsonObject response(ResponsePlan response) {
        return new JsonObject()
                .put("lowest", response.lowest())
                .put("highest", response.highest())
                .put("media_types", mediaTypes(response.mediaTypes()));
    }

    private static JsonArray mediaTypes(List<MediaTypePlan> plans) {
        return plans.stream().map(plan -> plan.range().toString()).collect(ARRAY);
    }

    void document(RoutingContext context) {
        ContractPlan contract = contract(context);
        if (contract == null) {
            return;
        }
        guide.document(contract)
                .onSuccess(json -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(json))
                .onFailure(failure -> {
                    if (failure instanceof IOException) {
                        ProblemReply.send(context, 503, "the document cannot be had: " + failure.getMessage());
                    } else {
                        Refusals.send(context, failure);
                    }
                });
    }

    /** Null where it has been answered that there is none. */
    private @Nullable ContractPlan contract(RoutingContext context) {
        String wanted = Objects.requireNonNull(request(context).getQuery().get("contract"))
                .getString();
        ContractPlan found = contracts.get().stream()
                .filter(contract ->
                        contract.file().equals(wanted) || contract.title().equals(wanted))
                .findFirst()
                .orElse(null);
        if (found == null) {
            ProblemReply.send(context, 404, NO_CONTRACT);
        }
        return found;
    }

    private static ValidatedRequest request(RoutingContext context) {
        return context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    }
}
