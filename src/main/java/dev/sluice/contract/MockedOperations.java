package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a contract says of an operation that a mock answers it, before anything is compiled: what is wrong with it is
 * for the compiler to tell. Confined to one compilation.
 */
final class MockedOperations {

    private final DocumentReferences references;
    private final Methods methods;
    private final BackendExtension backends;

    MockedOperations(Compilation compilation) {
        Findings untold = new Findings();
        this.references = compilation.references();
        this.methods = new Methods(compilation.version(), untold);
        this.backends = new BackendExtension(untold);
    }

    boolean areIn(Located root) {
        Located paths = root.member("paths");
        BackendPlan outer = backends.read(root, null);
        if (paths == null) {
            return false;
        }
        for (String path : paths.names()) {
            Located item = path.startsWith("x-") ? null : paths.member(path);
            if (item != null && isIn(item, outer)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(Located item, @Nullable BackendPlan outer) {
        Located resolved = resolved(item);
        if (resolved == null) {
            return false;
        }
        BackendPlan own = backends.read(resolved, outer);
        return methods.of(resolved).values().stream()
                .map(operation -> backends.read(operation, own))
                .anyMatch(backend -> backend != null && backend.kind() == BackendPlan.Kind.MOCK);
    }

    private @Nullable Located resolved(Located item) {
        Set<Node> met = Collections.newSetFromMap(new IdentityHashMap<>());
        Located at = item;
        for (Located reference = at.member("$ref"); reference != null; reference = at.member("$ref")) {
            String text = reference.text();
            Target target = text == null ? null : references.find(text, at.node());
            if (target == null || !met.add(target.node())) {
                return null;
            }
            at = new Located(target.node(), target.pointer(), null);
        }
        return at;
    }
}
