package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.net.URI;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Schema documents by their identifiers: resolves references by {@code $id}, {@code $anchor} and JSON pointer, and knows
 * the dialect of each. Not safe for concurrent use.
 */
public final class SchemaDocuments implements SchemaCompiler.References {

    private final Dialect dialect;
    private final Function<URI, @Nullable Node> loader;
    private final Consumer<Fault> faults;
    private final Map<URI, SchemaResource> byIdentifier = new HashMap<>();
    private final IdentityHashMap<Node, SchemaResource> byNode = new IdentityHashMap<>();

    /**
     * @param dialect of documents without {@code $schema}
     * @param loader finds a document by its location, without a fragment; null where there is none
     * @param faults takes identifiers that name more than one schema
     */
    public SchemaDocuments(Dialect dialect, Function<URI, @Nullable Node> loader, Consumer<Fault> faults) {
        this.dialect = dialect;
        this.loader = loader;
        this.faults = faults;
    }

    /** Makes a document known by its location and by the identifiers in it. */
    public void add(URI location, Node document) {
        add(location, document, List.of());
    }

    /** @param schemas which the document holds, where it is no schema itself; each may name its dialect */
    public void add(URI location, Node document, List<Target> schemas) {
        SchemaResource resource = begin(location, dialect, true, document, "");
        index(document, "", resource);
        // a document that has an identifier of its own is found by its location all the same
        byIdentifier.putIfAbsent(location, byNode.getOrDefault(document, resource));
        for (Target schema : schemas) {
            index(schema.node(), schema.pointer(), within(resource, schema));
        }
    }

    /** The document's resource, or one like it with the dialect that a schema names. */
    private SchemaResource within(SchemaResource document, Target schema) {
        String name = schema.node() instanceof Node.Mapping mapping ? Identifiers.text(mapping, "$schema") : null;
        Dialect own = name == null ? null : Dialect.named(name);
        return own == null || own == document.dialect ? document : document.in(own);
    }

    @Override
    public @Nullable SchemaResource resource(Node node) {
        return byNode.get(node);
    }

    @Override
    public @Nullable Target find(String reference, Node from) {
        SchemaResource resource = byNode.get(from);
        URI target = resource == null ? URI.create(reference) : Identifiers.resolve(resource.base, reference);
        return find(Identifiers.document(target), target.getFragment() == null ? "" : target.getFragment());
    }

    /**
     * What a reference means.
     *
     * @param location absolute, without a fragment
     * @param fragment decoded; empty for the whole
     */
    public @Nullable Target find(URI location, String fragment) {
        SchemaResource resource = resource(location);
        if (resource == null || fragment.isEmpty()) {
            return resource == null ? null : resource.root;
        }
        return fragment.startsWith("/") ? at(fragment, resource) : resource.anchor(fragment);
    }

    private @Nullable SchemaResource resource(URI location) {
        SchemaResource known = byIdentifier.get(location);
        Node document = known == null ? loader.apply(location) : null;
        if (document != null && !byIdentifier.containsKey(location)) {
            add(location, document);
        }
        return byIdentifier.get(location);
    }

    private @Nullable Target at(String pointer, SchemaResource resource) {
        SchemaResource[] around = {resource};
        Node node = Pointers.find(
                resource.root.node(), pointer, passed -> around[0] = byNode.getOrDefault(passed, around[0]));
        if (node == null) {
            return null;
        }
        Target target = new Target(node, resource.root.pointer() + pointer);
        if (!byNode.containsKey(node)) {
            index(node, target.pointer(), around[0]);
        }
        return target;
    }

    private SchemaResource begin(URI base, Dialect outer, boolean asserts, Node node, String pointer) {
        String name = node instanceof Node.Mapping mapping ? Identifiers.text(mapping, "$schema") : null;
        Dialect own = name == null ? null : Dialect.named(name);
        boolean unknown = name != null && own == null;
        boolean assertive = unknown ? Identifiers.asserts(loader.apply(URI.create(name))) : name != null || asserts;
        Target root = new Target(node, pointer);
        return new SchemaResource(base, own == null ? outer : own, assertive, root);
    }

    /** Finds the identifiers in a schema and in all schemas below it. */
    private void index(Node node, String pointer, SchemaResource around) {
        if (!(node instanceof Node.Mapping mapping) || byNode.containsKey(node)) {
            return;
        }
        SchemaResource resource = around;
        String id = Identifiers.id(mapping, around.dialect);
        String identifier = id == null ? "" : id.split("#", -1)[0];
        if (!identifier.isEmpty()) {
            URI base = Identifiers.document(Identifiers.resolve(around.base, identifier));
            resource = begin(base, around.dialect, around.asserts, node, pointer);
            byNode.put(node, resource);
            SchemaResource first = byIdentifier.putIfAbsent(base, resource);
            if (first != null) {
                doubled(first.root, resource.root, mapping.get("$id") == null ? "id" : "$id");
            }
        }
        byNode.put(node, resource);
        anchors(mapping, pointer, resource, id);
        SchemaResource inner = resource;
        Subschemas.of(mapping, (child, step) -> index(child, pointer + step, inner));
    }

    private void anchors(Node.Mapping schema, String pointer, SchemaResource resource, @Nullable String id) {
        Target target = new Target(schema, pointer);
        if (id != null && id.indexOf('#') >= 0) {
            String name = id.substring(id.indexOf('#') + 1);
            anchor(name, target, resource, schema.get("$id") == null ? "id" : "$id");
        }
        if (!resource.dialect.hasAnchors()) {
            return;
        }
        String anchor = Identifiers.text(schema, "$anchor");
        if (anchor != null) {
            anchor(anchor, target, resource, "$anchor");
        }
        String dynamic = Identifiers.text(schema, "$dynamicAnchor");
        if (dynamic != null) {
            anchor(dynamic, target, resource, "$dynamicAnchor");
            resource.dynamicAnchor(dynamic, target);
        }
        if (schema.get("$recursiveAnchor") instanceof Node.Scalar flag && Boolean.TRUE.equals(flag.value())) {
            resource.dynamicAnchor(SchemaSource.RECURSIVE, target);
        }
    }

    private void anchor(String name, Target target, SchemaResource resource, String keyword) {
        Target first = resource.anchor(name, target);
        if (first != null && !name.isEmpty()) {
            doubled(first, target, keyword);
        }
    }

    /** JSON Schema core, 8.2.1 and 8.2.2: what a doubled name means is undefined. A file may be read by two locations. */
    private void doubled(Target first, Target later, String keyword) {
        if (later.node() instanceof Node.Mapping schema
                && !first.node().place().equals(schema.place())
                && !dialect(schema).isListed()) {
            Node name = schema.members().getOrDefault(keyword, schema);
            String message = "the " + keyword + " is doubled; the schema at "
                    + first.node().place() + " has that name too (expected: a name of its own)";
            faults.accept(new Fault(name.place(), later.pointer() + "/" + keyword, message, null));
        }
    }

    private Dialect dialect(Node node) {
        SchemaResource resource = byNode.get(node);
        return resource == null ? dialect : resource.dialect;
    }
}
