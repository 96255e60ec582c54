package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Interrupted;
import dev.sluice.document.Node;
import dev.sluice.document.Via;
import dev.sluice.schema.pattern.PatternException;
import dev.sluice.schema.pattern.TextPattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles schemas of one contract; a schema that is met again is compiled once. Not safe for concurrent use; what it
 * compiles is.
 */
public final class SchemaCompiler {

    /** The rules by which a schema is read. */
    public enum Dialect {
        /** Swagger 2.0: of draft 4 what its Schema Object lists, x-nullable, a discriminator that is a name. */
        SWAGGER_2_0,
        /** OpenAPI 3.0: nullable, boolean exclusiveMinimum, siblings of $ref ignored. */
        OPENAPI_3_0,
        DRAFT_4,
        DRAFT_6,
        DRAFT_7,
        DRAFT_2019_09,
        /** OpenAPI 3.1 and later: JSON Schema 2020-12. */
        OPENAPI_3_1;

        private static final Map<String, Dialect> NAMES = Map.of(
                "http://json-schema.org/draft-04/schema", DRAFT_4,
                "http://json-schema.org/draft-06/schema", DRAFT_6,
                "http://json-schema.org/draft-07/schema", DRAFT_7,
                "https://json-schema.org/draft/2019-09/schema", DRAFT_2019_09,
                "https://json-schema.org/draft/2020-12/schema", OPENAPI_3_1,
                "https://spec.openapis.org/oas/3.1/dialect/base", OPENAPI_3_1);

        /** @return the dialect that a {@code $schema} means, or null */
        public static @Nullable Dialect named(String schema) {
            return NAMES.get(schema.endsWith("#") ? schema.substring(0, schema.length() - 1) : schema);
        }

        boolean isAtLeast(Dialect other) {
            return compareTo(other) >= 0;
        }

        /** Whether what stands beside a {@code $ref} does not count. */
        boolean ignoresSiblings() {
            return compareTo(DRAFT_7) <= 0;
        }

        /** Whether schemas have no identifiers, and only the keywords that a Schema Object lists. */
        public boolean isListed() {
            return compareTo(OPENAPI_3_0) <= 0;
        }

        boolean hasAnchors() {
            return isAtLeast(DRAFT_2019_09);
        }
    }

    /** What {@code format} says about strings. */
    public enum Formats {
        /** Nothing: it is an annotation. */
        ANNOTATION,
        /** That strings which are not of the format are refused; formats that nobody knows let everything pass. */
        ASSERTION
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

        /** Says that a reference leads nowhere, and what would be right. */
        default String missing(String reference, Node from) {
            return "nothing found at " + reference + " (expected: a schema)";
        }

        /** The resource that a schema belongs to, or null where no schema has an identifier. */
        default @Nullable SchemaResource resource(Node node) {
            return null;
        }
    }

    private record Pending(
            Node node,
            String pointer,
            Scope scope,
            @Nullable Via via,
            Subschema schema) {}

    private static final String ENDLESS = "the schema applies itself to the same value without end"
            + " (expected: a recursion through a member or an item)";
    private static final String TOO_LONG = "too many schemas apply one another to the same value from here on"
            + " (expected: at most " + Cycles.MAX_CHAIN + ", each the next by $ref, allOf or the like)";

    private static final String TOO_MUCH = "the schemas of the contract pick, extend or include one another in too many"
            + " ways (expected: few discriminators, dynamic anchors and read-only members that apply to the same value)";

    private final Dialect dialect;
    private final Formats formats;
    private final References references;
    private final Consumer<Fault> faults;
    private final Consumer<Fault> warnings;
    private final Map<Scope, IdentityHashMap<Node, Subschema>> schemas = new HashMap<>();
    private final Map<String, TextPattern> patterns = new HashMap<>();
    private final Map<Dialect, List<Vocabulary>> vocabularies = new EnumMap<>(Dialect.class);
    /** Those of dialects without assertions. */
    private final Map<Dialect, List<Vocabulary>> structures = new EnumMap<>(Dialect.class);

    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Cycles cycles;
    private final Shapes shapes = new Shapes();
    private final Effort effort = new Effort();
    private final Waivers waivers;
    private final Heirs heirs;
    /** Whether it was said that there are too many ways. */
    private boolean told;

    private boolean refused;

    private final Reaches declared = new Reaches(false);

    public SchemaCompiler(Dialect dialect, References references, Consumer<Fault> faults) {
        this(dialect, Formats.ANNOTATION, references, faults);
    }

    public SchemaCompiler(Dialect dialect, Formats formats, References references, Consumer<Fault> faults) {
        this(dialect, formats, references, faults, faults);
    }

    /** @param warnings takes what is not judged, or not as its author may have meant it */
    public SchemaCompiler(
            Dialect dialect, Formats formats, References references, Consumer<Fault> faults, Consumer<Fault> warnings) {
        this.dialect = dialect;
        this.formats = formats;
        this.references = references;
        this.faults = faults;
        this.warnings = warnings;
        this.cycles = new Cycles();
        this.waivers = new Waivers(references, this::effective, effort);
        this.heirs =
                new Heirs(references, effort, dialect == Dialect.SWAGGER_2_0 ? Heirs.DEFINITIONS : Heirs.COMPONENTS);
    }

    /**
     * @param pointer where the schema stands in its document
     * @return a schema, also when faults were reported
     */
    public Schema compile(Node schema, String pointer) {
        return compile(schema, pointer, Direction.NEITHER);
    }

    /**
     * As {@link #compile(Node, String)}, for values that go one way: what the other one alone demands is not demanded. Most
     * of what a contract says is about responses, which may never be judged: how their bytes are is worked out when it is
     * first asked for.
     */
    public Schema compile(Node schema, String pointer, Direction direction) {
        return compile(schema, pointer, direction, null);
    }

    /** @param via the references that led to the schema, or null */
    public Schema compile(Node schema, String pointer, Direction direction, @Nullable Via via) {
        Subschema root = subschema(schema, pointer, Scope.of(direction), via);
        Map<Subschema, Pending> compiled = new LinkedHashMap<>();
        while (!pending.isEmpty()) {
            Interrupted.check();
            Pending next = pending.remove();
            if (next.scope().isPlain() || !effort.isSpent()) {
                define(next);
            }
            compiled.put(next.schema(), next);
        }
        Map<Subschema, String> faulty = new LinkedHashMap<>();
        compiled.keySet()
                .forEach(done -> cycles.breakAt(
                        done, found -> faulty.put(found, ENDLESS), found -> faulty.putIfAbsent(found, TOO_LONG)));
        faulty.forEach((found, message) -> {
            Pending at = compiled.get(found);
            if (at != null) {
                fault(new Fault(at.node().place(), at.pointer(), message, null), at.via());
            }
        });
        Node extension = schema instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null;
        ErrorCodes codes = ErrorCodes.of(extension, pointer, fault -> {});
        CompiledSchema whole = new CompiledSchema(root, shapes, declared, codes.of(CompiledSchema.JSON));
        // a contract that is refused judges nothing
        if (direction != Direction.RESPONSE && !refused) {
            whole.shape();
        }
        return whole;
    }

    /** A regular expression; one that is met again is compiled once. */
    TextPattern pattern(String text) throws PatternException {
        TextPattern known = patterns.get(text);
        if (known == null) {
            known = TextPattern.compile(text);
            patterns.put(text, known);
        }
        return known;
    }

    void fault(Fault fault, @Nullable Via via) {
        refused = true;
        report(fault, via, faults);
    }

    void warning(Fault warning, @Nullable Via via) {
        report(warning, via, warnings);
    }

    private static void report(Fault finding, @Nullable Via via, Consumer<Fault> consumer) {
        consumer.accept(via == null ? finding : finding.through(via));
    }

    /** The schema of a node; its keywords are filled in later, so that schemas can be recursive to any depth. */
    Subschema subschema(Node node, String pointer, Scope outer, @Nullable Via via) {
        Scope inside = outer.in(references.resource(node));
        Scope scope = inside.extending(heirs.remembered(inside.extended(), node, pointer));
        IdentityHashMap<Node, Subschema> known = schemas.computeIfAbsent(scope, added -> new IdentityHashMap<>());
        Subschema schema = known.get(node);
        if (schema == null) {
            schema = isTooMuch(scope, node, pointer, via) ? Subschema.TRUE : new Subschema(pointer, node.place());
            known.put(node, schema);
            if (schema != Subschema.TRUE) {
                pending.add(new Pending(node, pointer, scope, via, schema));
            }
        }
        return schema;
    }

    /** Told once: the contract is refused, and what else is wrong with it is found all the same. */
    private boolean isTooMuch(Scope scope, Node node, String pointer, @Nullable Via via) {
        if (scope.isPlain()) {
            effort.grant();
            return false;
        }
        effort.spend(Effort.SCHEMA);
        if (effort.isSpent() && !told) {
            told = true;
            fault(new Fault(node.place(), pointer, TOO_MUCH, null), via);
        }
        return effort.isSpent();
    }

    /** Steps beyond the reading of each schema. */
    long effort() {
        return effort.spent();
    }

    /** How many schemas were merged for the bytes of values. */
    int merged() {
        return shapes.merged();
    }

    References.@Nullable Target target(String reference, Node.Mapping from, String pointer, @Nullable Via via) {
        References.Target target = references.find(reference, from);
        if (target == null) {
            Node at = from.members().getOrDefault(pointer.substring(pointer.lastIndexOf('/') + 1), from);
            fault(new Fault(at.place(), pointer, references.missing(reference, from), null), via);
        }
        return target;
    }

    /** What a dynamic reference means in a scope, given what it means without one. */
    References.Target outermost(References.Target target, String anchor, Scope scope) {
        SchemaResource resource = references.resource(target.node());
        References.Target own =
                resource == null ? null : resource.dynamicAnchors().get(anchor);
        References.Target outer = own == null || own.node() != target.node() ? null : scope.find(anchor);
        return outer == null ? target : outer;
    }

    private void define(Pending next) {
        Subschema schema = next.schema();
        Via via = next.via();
        if (next.node() instanceof Node.Scalar scalar && scalar.value() instanceof Boolean allowed) {
            Expectation nothing = new Expectation("false", next.pointer(), "expected no value here", null);
            schema.define(allowed ? List.of() : List.of(new Subschema.Never(nothing)), Notes.NONE);
            return;
        }
        if (!(next.node() instanceof Node.Mapping mapping)) {
            String message = "not the right kind of value: " + next.node().kind() + " (expected: a schema)";
            fault(new Fault(next.node().place(), next.pointer(), message, null), via);
            return;
        }
        SchemaResource resource = references.resource(mapping);
        Dialect own = resource == null ? dialect : resource.dialect;
        Node.Mapping members = effective(mapping, own);
        Scope inPlace = inPlace(members, mapping, next.pointer(), next.scope());
        SchemaSource source = new SchemaSource(members, mapping, next.pointer(), next.scope(), inPlace, via, this);
        List<Keyword> keywords = new ArrayList<>();
        for (Vocabulary vocabulary : vocabularies(own, resource == null || resource.asserts)) {
            vocabulary.read(source, keywords);
        }
        schema.define(keywords, Notes.of(members, next.scope().direction()));
    }

    private List<Vocabulary> vocabularies(Dialect own, boolean asserts) {
        return (asserts ? vocabularies : structures)
                .computeIfAbsent(own, first -> Vocabulary.of(first, formats, asserts));
    }

    /** The scope of the schemas that a schema applies to the same value. */
    private Scope inPlace(Node.Mapping schema, Node.Mapping original, String pointer, Scope scope) {
        String waiver = scope.direction().waiver();
        return scope.with(
                waiver == null || !mayWaive(schema) ? Set.of() : waivers.of(original, waiver),
                heirs.extendedBy(schema, original, pointer));
    }

    /** A mere reference leaves it to what it leads to. */
    private static boolean mayWaive(Node.Mapping schema) {
        return schema.get("properties") != null
                || schema.get("allOf") != null
                || (schema.get("$ref") != null && schema.members().size() > 1);
    }

    /** What schemas are known as by the discriminators of others. */
    Heirs heirs() {
        return heirs;
    }

    References references() {
        return references;
    }

    private Node.Mapping effective(Node.Mapping mapping) {
        SchemaResource resource = mapping.get("$ref") == null ? null : references.resource(mapping);
        return effective(mapping, resource == null ? dialect : resource.dialect);
    }

    /** OpenAPI 3.0.3, Reference Object, and draft 7, 8.3: siblings of {@code $ref} are ignored. */
    private static Node.Mapping effective(Node.Mapping mapping, Dialect dialect) {
        Node reference = dialect.ignoresSiblings() ? mapping.get("$ref") : null;
        return reference == null
                ? mapping
                : new Node.Mapping(mapping.place(), Map.of("$ref", reference), mapping.keyPlaces());
    }
}
