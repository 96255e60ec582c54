package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles schemas of one contract; a schema that is met again is compiled once. Not safe for concurrent use; what it
 * compiles is.
 */
public final class SchemaCompiler {

    /** The rules by which a schema is read. */
    public enum Dialect {
        /** OpenAPI 3.0: nullable, boolean exclusiveMinimum, siblings of $ref ignored. */
        OPENAPI_3_0,
        /** OpenAPI 3.1 and later: JSON Schema 2020-12. */
        OPENAPI_3_1
    }

    /** Finds what a {@code $ref} means. */
    public interface References {

        /** A schema that was found, with its pointer in its own document. */
        record Target(Node node, String pointer) {}

        /**
         * @param from the node that holds the {@code $ref}
         * @return null when there is no such thing (the compiler reports the fault)
         */
        @Nullable
        Target find(String reference, Node from);
    }

    private record Pending(Node node, String pointer, Subschema schema) {}

    private final Dialect dialect;
    private final List<Vocabulary> vocabularies;
    private final References references;
    private final Consumer<Fault> faults;
    private final IdentityHashMap<Node, Subschema> schemas = new IdentityHashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Cycles cycles;
    private final Shapes shapes = new Shapes();

    public SchemaCompiler(Dialect dialect, References references, Consumer<Fault> faults) {
        this.dialect = dialect;
        this.vocabularies = Vocabulary.of(dialect);
        this.references = references;
        this.faults = faults;
        this.cycles = new Cycles();
    }

    /**
     * @param pointer where the schema stands in its document
     * @return a schema, also when faults were reported
     */
    public Schema compile(Node schema, String pointer) {
        Subschema root = subschema(schema, pointer);
        Map<Subschema, Pending> compiled = new LinkedHashMap<>();
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            define(next);
            compiled.put(next.schema(), next);
        }
        compiled.values()
                .forEach(done -> cycles.breakAt(done.schema()).stream()
                        .map(compiled::get)
                        .forEach(this::cyclic));
        Node extension = schema instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null;
        ErrorCodes codes = ErrorCodes.of(extension, pointer, fault -> {});
        return new CompiledSchema(root, shapes.of(root), codes.of(CompiledSchema.JSON));
    }

    private void cyclic(Pending schema) {
        String message = "the schema applies itself to the same value without end"
                + " (expected: a recursion through a member or an item)";
        faults.accept(new Fault(schema.node().place(), schema.pointer(), message, null));
    }

    /** The schema of a node; its keywords are filled in later, so that schemas can be recursive to any depth. */
    Subschema subschema(Node node, String pointer) {
        return schemas.computeIfAbsent(node, added -> {
            Subschema schema = new Subschema(pointer);
            pending.add(new Pending(added, pointer, schema));
            return schema;
        });
    }

    @Nullable
    Subschema target(String reference, Node.Mapping from, String pointer) {
        References.Target target = references.find(reference, from);
        if (target == null) {
            Node at = from.members().getOrDefault("$ref", from);
            faults.accept(
                    new Fault(at.place(), pointer, "nothing found at " + reference + " (expected: a schema)", null));
            return null;
        }
        return subschema(target.node(), target.pointer());
    }

    private void define(Pending next) {
        Subschema schema = next.schema();
        if (next.node() instanceof Node.Scalar scalar && scalar.value() instanceof Boolean allowed) {
            Expectation nothing = new Expectation("false", next.pointer(), "expected no value here", null);
            schema.define(allowed ? List.of() : List.of(new Subschema.Never(nothing)), null);
            return;
        }
        if (!(next.node() instanceof Node.Mapping mapping)) {
            faults.accept(
                    new Fault(next.node().place(), next.pointer(), next.node().kind() + " (expected: a schema)", null));
            return;
        }
        SchemaSource source = new SchemaSource(effective(mapping), mapping, next.pointer(), this, faults);
        List<Keyword> keywords = new ArrayList<>();
        vocabularies.forEach(vocabulary -> vocabulary.read(source, keywords));
        Node defaultValue = source.node().get("default");
        schema.define(keywords, defaultValue == null ? null : JsonValues.of(defaultValue));
    }

    /** OpenAPI 3.0.3, Reference Object: siblings of {@code $ref} are ignored. */
    private Node.Mapping effective(Node.Mapping mapping) {
        Node reference = dialect == Dialect.OPENAPI_3_0 ? mapping.get("$ref") : null;
        return reference == null
                ? mapping
                : new Node.Mapping(mapping.place(), Map.of("$ref", reference), mapping.keyPlaces());
    }
}
