package dev.sluice.coverage;

import dev.sluice.coverage.OperationCoverage.Body;
import dev.sluice.coverage.OperationCoverage.Parameter;
import dev.sluice.coverage.OperationCoverage.Property;
import dev.sluice.coverage.OperationCoverage.Status;
import dev.sluice.coverage.OperationCoverage.Value;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** A report as JSON. */
public final class CoverageJson {

    private CoverageJson() {}

    public static JsonObject of(CoverageReport report) {
        return new JsonObject()
                .put("since", report.since().toString())
                .put("until", report.until().toString())
                .put("unmatched", report.unmatched())
                .put("totals", shares(report.shares()))
                .put("contracts", array(report.contracts(), CoverageJson::contract));
    }

    private static <T> JsonArray array(List<T> items, Function<T, Object> shown) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(shown.apply(item)));
        return array;
    }

    private static JsonObject shares(Shares shares) {
        JsonObject all = new JsonObject();
        for (Dimension dimension : Dimension.values()) {
            Share share = shares.of(dimension);
            all.put(
                    dimension.text().replace('-', '_'),
                    new JsonObject()
                            .put("touched", share.touched())
                            .put("total", share.total())
                            .put("percent", share.percent()));
        }
        return all;
    }

    private static JsonObject contract(ContractCoverage contract) {
        return new JsonObject()
                .put("file", contract.file())
                .put("title", contract.title())
                .put("version", contract.version())
                .put("since", contract.since().toString())
                .put("totals", shares(contract.shares()))
                .put("operations", array(contract.operations(), CoverageJson::operation));
    }

    private static JsonObject operation(OperationCoverage operation) {
        JsonObject shown = new JsonObject()
                .put("operation", operation.id())
                .put("method", operation.method())
                .put("path", operation.path())
                .put("requests", operation.requests())
                .put("parameters", array(operation.parameters(), CoverageJson::parameter))
                .put("request_bodies", array(operation.request(), CoverageJson::body))
                .put("responses", array(operation.statuses(), CoverageJson::status));
        if (operation.otherRequests() > 0) {
            shown.put("undeclared_request_bodies", operation.otherRequests());
        }
        if (operation.otherAnswers() > 0) {
            shown.put("undeclared_statuses", operation.otherAnswers())
                    .put("last_undeclared_status", operation.lastOther());
        }
        return shown;
    }

    private static JsonObject parameter(Parameter parameter) {
        JsonObject shown = new JsonObject()
                .put("in", parameter.in())
                .put("name", parameter.name())
                .put("required", parameter.required())
                .put("count", parameter.count());
        return values(shown, parameter.values());
    }

    private static JsonObject values(JsonObject shown, List<Value> values) {
        return values.isEmpty()
                ? shown
                : shown.put(
                        "values",
                        array(
                                values,
                                value -> new JsonObject()
                                        .put("value", value.text())
                                        .put("count", value.count())));
    }

    private static JsonObject status(Status status) {
        JsonObject shown = new JsonObject()
                .put("status", status.status())
                .put("count", status.count())
                .put("bodies", array(status.bodies(), CoverageJson::body));
        if (status.otherBodies() > 0) {
            shown.put("undeclared_bodies", status.otherBodies());
        }
        return shown;
    }

    private static JsonObject body(Body body) {
        JsonObject shown = new JsonObject()
                .put("media_type", body.mediaType())
                .put("count", body.count())
                .put("looked_into", body.looked())
                .put("properties", array(body.properties(), CoverageJson::property));
        return body.cut() ? shown.put("cut", true) : shown;
    }

    private static JsonObject property(Property property) {
        JsonObject shown = new JsonObject().put("pointer", property.pointer());
        if (property.count() >= 0) {
            shown.put("count", property.count());
        }
        return values(shown, property.values());
    }
}
