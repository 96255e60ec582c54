package dev.sluice.control;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses queries with parameters that an operation does not have, or more than once: a misspelt or a second one would be
 * passed over in silence.
 */
final class KnownQuery implements Handler<RoutingContext> {

    private static final int MOST_TOLD = 10;
    private static final int LONGEST_NAME = 64;

    private final Set<String> names;

    KnownQuery(Operation operation) {
        this.names = operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .map(Parameter::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void handle(RoutingContext context) {
        if (!refuses(context, names)) {
            context.next();
        }
    }

    /** @return whether it has been answered that it has others */
    static boolean refuses(RoutingContext context, Set<String> names) {
        if (context.request().query() == null) {
            return false;
        }
        String expected = names.isEmpty()
                ? "expected no parameter"
                : "expected one of " + names.stream().sorted().collect(Collectors.joining(", "));
        MultiMap query = context.queryParams();
        return refuses(context, query.names().stream().filter(name -> !names.contains(name)), "unknown", expected)
                || refuses(
                        context,
                        query.names().stream().filter(name -> query.getAll(name).size() > 1),
                        "doubled",
                        "expected once");
    }

    private static boolean refuses(RoutingContext context, Stream<String> wrong, String keyword, String expected) {
        List<String> told = wrong.sorted()
                .limit(MOST_TOLD)
                .map(name -> name.substring(0, Math.min(LONGEST_NAME, name.length())))
                .toList();
        if (told.isEmpty()) {
            return false;
        }
        JsonArray errors = new JsonArray();
        told.forEach(name -> errors.add(new JsonObject()
                .put("in", "query")
                .put("name", name)
                .put("pointer", "")
                .put("keyword", keyword)
                .put("detail", expected)));
        String detail =
                told.stream().map(name -> "query " + name + ": " + expected).collect(Collectors.joining("; "));
        ProblemReply.send(context, 400, detail, problem -> problem.put("errors", errors));
        return true;
    }
}
