package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Shows the paths of a document, also those that stand in other files. */
final class SwaggerPaths {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");

    private static final Map<String, String> FOREIGN = Map.of("servers", "basePath, of the document");

    private final Compilation compilation;
    private final Findings findings;
    private final SwaggerWords words;
    private final SwaggerOperations operations;

    SwaggerPaths(Compilation compilation, SwaggerMediaTypes consumes, SwaggerMediaTypes produces) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.words = new SwaggerWords(findings);
        this.operations = new SwaggerOperations(compilation, consumes, produces);
    }

    Located of(Located paths) {
        if (!findings.isObject(paths)) {
            return SwaggerView.made(paths, Map.of());
        }
        Map<String, Located> items = new LinkedHashMap<>();
        for (String path : paths.names()) {
            Located item = paths.member(path);
            if (item == null || path.startsWith("x-")) {
                continue;
            }
            Located at = compilation.references().resolve(item);
            if (at != null && findings.isObject(at)) {
                warnOfSiblings(item);
                items.put(path, item(at));
            }
        }
        return SwaggerView.object(paths, items);
    }

    private void warnOfSiblings(Located item) {
        if (item.member("$ref") != null && item.members().size() > 1) {
            findings.warning(item, "members beside $ref are ignored");
        }
    }

    private Located item(Located at) {
        words.warnOfForeign(at, FOREIGN);
        SwaggerOperations.Parameters shared = operations.read(at.member("parameters"));
        Map<String, Located> members = SwaggerView.without(at, FOREIGN.keySet());
        Located list = shared.list();
        if (list != null) {
            members.put("parameters", list);
        }
        for (String method : METHODS) {
            Located operation = at.member(method);
            if (operation != null && operation.node() instanceof Node.Mapping) {
                members.put(method, operations.of(operation, shared));
            }
        }
        return SwaggerView.object(at, members);
    }
}
