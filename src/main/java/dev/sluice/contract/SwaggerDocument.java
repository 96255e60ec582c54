package dev.sluice.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows a Swagger 2.0 document as the OpenAPI 3 document that means the same, so that one compiler reads both. What means
 * the same is the author's own, at its own place and pointer: schemas stay in {@code definitions}, where references lead.
 * What is wrong is told in the words of Swagger. Confined to one compilation.
 *
 * @see <a href="https://spec.openapis.org/oas/v2.0.html">OpenAPI Specification 2.0</a>
 */
final class SwaggerDocument {

    private static final Set<String> TRANSLATED = Set.of(
            "swagger",
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "paths",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions");

    private static final Map<String, String> FOREIGN = Map.of(
            "servers", "host, basePath and schemes",
            "components", "definitions, parameters, responses and securityDefinitions",
            "webhooks", "");

    private final Located root;
    private final Compilation compilation;
    private final SwaggerWords words;
    private final SwaggerMediaTypes consumes;
    private final SwaggerMediaTypes produces;

    SwaggerDocument(Located root, Compilation compilation) {
        this.root = root;
        this.compilation = compilation;
        this.words = new SwaggerWords(compilation.findings());
        this.consumes = new SwaggerMediaTypes("consumes", root, compilation.findings());
        this.produces = new SwaggerMediaTypes("produces", root, compilation.findings());
    }

    /** The whole, but for the parameters and responses that nothing refers to. */
    Located view() {
        words.warnOfForeign(root, FOREIGN);
        Map<String, Located> members =
                SwaggerView.members(root, name -> !TRANSLATED.contains(name) && !FOREIGN.containsKey(name));
        put(members, "servers", new SwaggerServers(compilation.findings()).of(root));
        Located paths = root.member("paths");
        if (paths != null) {
            members.put("paths", new SwaggerPaths(compilation, consumes, produces).of(paths));
        }
        Map<String, Located> components = new LinkedHashMap<>();
        put(components, "schemas", root.member("definitions"));
        put(components, "securitySchemes", new SwaggerSecurity(compilation).of(root.member("securityDefinitions")));
        members.put("components", SwaggerView.object(root, components));
        return SwaggerView.object(root, members);
    }

    /** The document's components alone, with all of its parameters and responses. */
    Located components() {
        Map<String, Located> components = new LinkedHashMap<>();
        put(components, "schemas", root.member("definitions"));
        Located parameters = root.member("parameters");
        if (parameters != null && compilation.findings().isObject(parameters)) {
            SwaggerOperations operations = new SwaggerOperations(compilation, consumes, produces);
            components.put("parameters", operations.parameters(parameters));
            components.put("requestBodies", operations.bodies(parameters));
        }
        Located responses = root.member("responses");
        if (responses != null && compilation.findings().isObject(responses)) {
            components.put("responses", new SwaggerResponses(compilation).all(responses, produces.byDefault()));
        }
        return SwaggerView.object(root, Map.of("components", SwaggerView.object(root, components)));
    }

    private static void put(Map<String, Located> members, String name, @Nullable Located value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
