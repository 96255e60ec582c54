package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the path items of a contract that nobody serves: webhooks, callbacks and those among the components. Keeps of
 * them what links need to know.
 */
final class UnservedItems {

    private static final Pattern BRACED = Pattern.compile("\\{([^}]*)}");

    private final Compilation compilation;
    private final Findings findings;
    private final Methods methods;
    private final ParametersCompiler parameters;
    private final BodyCompiler bodies;
    private final ResponsesCompiler responses;
    private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> operationIds = new HashSet<>();
    private final List<LinkPlan> links = new ArrayList<>();

    UnservedItems(Compilation compilation, ResponsesCompiler responses) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.methods = new Methods(compilation.version(), findings);
        this.parameters = new ParametersCompiler(compilation);
        this.bodies = new BodyCompiler(compilation);
        this.responses = responses;
    }

    void compile(Located root) {
        if (compilation.version() != SpecVersion.V3_0) {
            items(root.member("webhooks"));
        }
        for (Located item : UnusedComponents.members(root.member("paths"), findings)) {
            Located at = object(item);
            if (at != null) {
                methods.of(at).values().forEach(operation -> callbacks(operation.member("callbacks")));
            }
        }
        Located components = root.member("components");
        if (components != null) {
            callbacks(components.member("callbacks"));
            if (compilation.version() != SpecVersion.V3_0) {
                items(components.member("pathItems"));
            }
        }
    }

    /** The ids of the operations in them. */
    Set<String> operationIds() {
        return operationIds;
    }

    /** Of the responses of their operations. */
    List<LinkPlan> links() {
        return links;
    }

    /** @return null for what is none, or has been looked at */
    private @Nullable Located object(Located reference) {
        Located at = compilation.references().resolve(reference);
        return at != null && findings.isObject(at) ? at : null;
    }

    private void items(@Nullable Located items) {
        UnusedComponents.members(items, findings).forEach(this::item);
    }

    private void callbacks(@Nullable Located callbacks) {
        for (Located callback : UnusedComponents.members(callbacks, findings)) {
            Located at = object(callback);
            if (at != null && visited.add(at.node())) {
                for (String expression : at.names()) {
                    Located item = at.member(expression);
                    if (item != null && !expression.startsWith("x-")) {
                        warnOfExpressions(expression, at);
                        item(item);
                    }
                }
            }
        }
    }

    /** What is no expression is a part of an URL; whatever begins as one should be one. */
    private void warnOfExpressions(String text, Located callback) {
        List<String> expressions = new ArrayList<>();
        Matcher braced = BRACED.matcher(text);
        while (braced.find()) {
            expressions.add(braced.group(1));
        }
        if (expressions.isEmpty()) {
            expressions.add(text);
        }
        for (String expression : expressions) {
            if (expression.startsWith("$") && !Links.isExpression(expression)) {
                findings.warningOfName(callback, text, "'" + expression + "' is " + Links.NO_EXPRESSION);
            }
        }
    }

    private void item(Located reference) {
        Located at = object(reference);
        if (at != null && visited.add(at.node())) {
            Map<String, ParameterPlan> shared = parameters.compile(at.member("parameters"));
            methods.of(at).values().forEach(operation -> {
                parameters.refuseMixed(parameters.override(shared, operation.member("parameters")), operation);
                operation(operation);
            });
        }
    }

    private void operation(Located at) {
        String id = findings.text(at, "operationId");
        if (id != null) {
            operationIds.add(id);
        }
        bodies.compile(at.member("requestBody"));
        responses.compile(at.member("responses")).responses().forEach(response -> links.addAll(response.links()));
        callbacks(at.member("callbacks"));
    }
}
