package dev.sluice.control;

import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Exemplar;
import dev.sluice.traffic.Finding;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Verdict;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations on what was found in messages. */
final class FindingsApi {

    private final Vertx vertx;
    private final Findings findings;

    FindingsApi(Vertx vertx, Findings findings) {
        this.vertx = vertx;
        this.findings = findings;
    }

    void show(RoutingContext context) {
        // some megabytes at most, which are not put together on an event loop
        vertx.executeBlocking(this::all)
                .onSuccess(json -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(json))
                .onFailure(context::fail);
    }

    void forget(RoutingContext context) {
        findings.clear();
        context.response().setStatusCode(204).end();
    }

    private Buffer all() {
        Map<List<String>, JsonObject> operations = new LinkedHashMap<>();
        for (Finding finding : findings.all()) {
            operations
                    .computeIfAbsent(List.of(finding.contract(), finding.operation()), first -> operation(finding))
                    .getJsonArray("findings")
                    .add(finding(finding));
        }
        JsonArray groups = new JsonArray();
        operations.values().forEach(groups::add);
        return new JsonObject()
                .put("messages", messages())
                .put("others", findings.others())
                .put("operations", groups)
                .toBuffer();
    }

    private JsonObject messages() {
        JsonObject directions = new JsonObject();
        for (Direction direction : Direction.values()) {
            JsonObject verdicts = new JsonObject();
            for (Verdict verdict : Verdict.values()) {
                verdicts.put(ControlApi.word(verdict), findings.counts().of(direction, verdict));
            }
            directions.put(ControlApi.word(direction), verdicts);
        }
        return directions;
    }

    private static JsonObject operation(Finding first) {
        return new JsonObject()
                .put("contract", first.contract())
                .put("operation", first.operation())
                .put("method", first.method())
                .put("route", first.route())
                .put("findings", new JsonArray());
    }

    private static JsonObject finding(Finding finding) {
        return new JsonObject()
                .put("direction", ControlApi.word(finding.direction()))
                .put("in", finding.in().toString())
                .put("name", finding.name())
                .put("keyword", finding.keyword())
                .put("pointer", finding.pointer())
                .put("schema_pointer", finding.schemaPointer())
                .put("message", finding.message())
                .put("count", finding.count())
                .put("first_seen", finding.first().toString())
                .put("last_seen", finding.last().toString())
                .put("exemplar", exemplar(finding.exemplar()));
    }

    private static JsonObject exemplar(Exemplar exemplar) {
        JsonObject shown = new JsonObject()
                .put("request_id", exemplar.requestId())
                .put("method", exemplar.method())
                .put("path", exemplar.path());
        if (exemplar.query() != null) {
            shown.put("query", exemplar.query());
        }
        if (exemplar.status() > 0) {
            shown.put("status", exemplar.status());
        }
        if (exemplar.contentType() != null) {
            shown.put("content_type", exemplar.contentType());
        }
        shown.put("headers", new JsonArray(exemplar.headers()));
        if (exemplar.body() != null) {
            shown.put("body", exemplar.body());
        }
        return shown;
    }
}
