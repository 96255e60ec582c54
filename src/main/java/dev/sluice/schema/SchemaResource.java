package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema with an identifier of its own, and what can be referred to in it by name (JSON Schema core, 4.3.5). Filled in
 * by {@link SchemaDocuments}; told apart by identity.
 */
public final class SchemaResource {

    final URI base;
    final Dialect dialect;
    /** Whether the meta-schema has the vocabulary of assertions. */
    final boolean asserts;

    final Target root;
    private final Map<String, Target> anchors;
    private final Map<String, Target> dynamicAnchors;

    SchemaResource(URI base, Dialect dialect, boolean asserts, Target root) {
        this(base, dialect, asserts, root, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private SchemaResource(
            URI base,
            Dialect dialect,
            boolean asserts,
            Target root,
            Map<String, Target> anchors,
            Map<String, Target> dynamicAnchors) {
        this.base = base;
        this.dialect = dialect;
        this.asserts = asserts;
        this.root = root;
        this.anchors = anchors;
        this.dynamicAnchors = dynamicAnchors;
    }

    /** The same resource, read by other rules. */
    SchemaResource in(Dialect other) {
        return new SchemaResource(base, other, asserts, root, anchors, dynamicAnchors);
    }

    /** What references in it are relative to. */
    public URI base() {
        return base;
    }

    /** @return the schema that has this name already, or null */
    @Nullable
    Target anchor(String name, Target target) {
        return anchors.putIfAbsent(name, target);
    }

    void dynamicAnchor(String name, Target target) {
        dynamicAnchors.putIfAbsent(name, target);
    }

    @Nullable
    Target anchor(String name) {
        return anchors.get(name);
    }

    Map<String, Target> dynamicAnchors() {
        return dynamicAnchors;
    }
}
