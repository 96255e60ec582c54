package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.document.Via;
import dev.sluice.schema.SchemaCompiler.References.Target;
import dev.sluice.schema.pattern.PatternException;
import dev.sluice.schema.pattern.TextPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The schema object that is being compiled: its members by kind, with a fault for every wrong one. */
final class SchemaSource {

    /** Stands for the name that {@code $recursiveAnchor} does not have. */
    static final String RECURSIVE = "$recursive";

    private static final String NO_PATTERN = "no regular expression of ECMA-262: ";
    private static final Set<String> IN_PLACE =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies");

    private static final String NULLABLE = "nullable";
    private static final List<String> RESTRICTING = List.of("$ref", "allOf", "anyOf", "oneOf", "not", "enum");

    private final Node.Mapping node;
    private final Node.Mapping original;
    private final String pointer;
    private final Scope scope;
    private final Scope inPlace;
    private final SchemaCompiler compiler;
    private final @Nullable Via via;
    private final ErrorCodes codes;

    /**
     * @param node the members that count
     * @param original the node as it stands in the document
     * @param inPlace the scope of schemas for the same value
     */
    SchemaSource(
            Node.Mapping node,
            Node.Mapping original,
            String pointer,
            Scope scope,
            Scope inPlace,
            @Nullable Via via,
            SchemaCompiler compiler) {
        this.node = node;
        this.original = original;
        this.pointer = pointer;
        this.scope = scope.below();
        this.inPlace = inPlace;
        this.compiler = compiler;
        this.via = via;
        Node extension = node.get(ErrorCodes.EXTENSION);
        this.codes = extension == null
                ? ErrorCodes.NONE
                : ErrorCodes.of(extension, pointer(ErrorCodes.EXTENSION), fault -> compiler.fault(fault, via));
    }

    Node.Mapping node() {
        return node;
    }

    String pointer(String keyword) {
        return pointer + "/" + Pointers.escape(keyword);
    }

    Expectation expectation(String keyword, String message) {
        return new Expectation(keyword, pointer(keyword), message, codes.of(keyword));
    }

    void fault(Node at, String where, String message) {
        compiler.fault(new Fault(at.place(), where, message, null), via);
    }

    void warning(Node at, String where, String message) {
        compiler.warning(new Fault(at.place(), where, message, null), via);
    }

    private void wrong(String keyword, Node value, String expected) {
        fault(
                value,
                pointer(keyword),
                "not the right kind of value: " + value.kind() + " (expected: " + expected + ")");
    }

    @Nullable
    BigDecimal number(String keyword) {
        Node value = node.get(keyword);
        if (value instanceof Node.Scalar scalar && scalar.value() instanceof BigDecimal number) {
            return number;
        }
        if (value != null) {
            wrong(keyword, value, "a number");
        }
        return null;
    }

    /** A number of characters, items or members; those beyond an int are as good as the highest int. */
    @Nullable
    Integer count(String keyword) {
        BigDecimal number = number(keyword);
        if (number == null) {
            return null;
        }
        if (number.signum() < 0 || !Decimals.isWhole(number)) {
            fault(node.members().getOrDefault(keyword, node), pointer(keyword), "expected an integer from 0");
            return null;
        }
        return number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    @Nullable
    String string(String keyword) {
        Node value = node.get(keyword);
        if (value instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
            return text;
        }
        if (value != null) {
            wrong(keyword, value, "a string");
        }
        return null;
    }

    boolean flag(String keyword) {
        Node value = node.get(keyword);
        if (value instanceof Node.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        if (value != null) {
            wrong(keyword, value, "true or false");
        }
        return false;
    }

    Node.@Nullable Mapping mapping(String keyword) {
        Node value = node.get(keyword);
        if (value != null && !(value instanceof Node.Mapping)) {
            wrong(keyword, value, "an object");
        }
        return value instanceof Node.Mapping mapping ? mapping : null;
    }

    Node.@Nullable Sequence sequence(String keyword) {
        Node value = node.get(keyword);
        if (value != null && !(value instanceof Node.Sequence)) {
            wrong(keyword, value, "an array");
        }
        return value instanceof Node.Sequence sequence ? sequence : null;
    }

    /** The names in an array of strings. */
    List<String> names(String keyword) {
        Node.Sequence sequence = sequence(keyword);
        List<String> names = new ArrayList<>();
        for (int i = 0; sequence != null && i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            if (item instanceof Node.Scalar scalar && scalar.value() instanceof String name) {
                names.add(name);
            } else {
                fault(
                        item,
                        pointer(keyword) + "/" + i,
                        "not the right kind of value: " + item.kind() + " (expected: a string)");
            }
        }
        return names;
    }

    private Scope scopeOf(String keyword) {
        return IN_PLACE.contains(keyword) ? inPlace : scope;
    }

    /** Whether a member that is required need not be there, for the way that values go. */
    boolean isWaived(String member) {
        return inPlace.waived().contains(member);
    }

    /** Those of some members that do not go the way that values go. */
    Set<String> waived(Set<String> members) {
        return members.stream().filter(this::isWaived).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this is the base of a schema around it. */
    boolean isExtended() {
        return inPlace.extended().contains(Heirs.key(original, pointer));
    }

    /**
     * A schema elsewhere that this one's discriminator picks for the same value. Where it is built upon this one in turn,
     * the discriminator has had its say.
     *
     * @param silent whether the picked one's own discriminator has nothing to add
     */
    Subschema picked(Target target, boolean silent) {
        String own = Heirs.key(original, pointer);
        Scope scope =
                inPlace.with(Set.of(), silent ? Set.of(own, compiler.heirs().known(target)) : Set.of(own));
        return compiler.subschema(target.node(), target.pointer(), scope, further());
    }

    /** What a reference in this schema leads to, or null; nothing is said of it. */
    @Nullable
    Target find(String reference) {
        return compiler.references().find(reference, original);
    }

    /** The name by which discriminators know this schema; empty where it has none. */
    String name() {
        return compiler.heirs().name(original, pointer);
    }

    /** The schema of a name, or null. */
    @Nullable
    Target named(String name) {
        return find("#" + compiler.heirs().schemas() + "/" + Pointers.escape(name));
    }

    /** The schemas that are known to extend this one, by name. */
    Map<String, Target> heirs() {
        return compiler.heirs().of(original, pointer);
    }

    String pointer() {
        return pointer;
    }

    /** The schema below a keyword, or null when there is none. */
    @Nullable
    Subschema schema(String keyword) {
        Node value = node.get(keyword);
        return value == null ? null : compiler.subschema(value, pointer(keyword), scopeOf(keyword), via);
    }

    /** The schema at a place below a keyword. */
    Subschema schema(Node value, String keyword, String step) {
        return compiler.subschema(value, pointer(keyword) + "/" + Pointers.escape(step), scopeOf(keyword), via);
    }

    /** The schemas in an array of at least one, or null when there is no such keyword. */
    @Nullable
    List<Subschema> schemas(String keyword) {
        Node.Sequence sequence = sequence(keyword);
        if (sequence == null) {
            return null;
        }
        if (sequence.items().isEmpty()) {
            fault(sequence, pointer(keyword), "empty array (expected: at least one schema)");
            return null;
        }
        List<Subschema> schemas = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            schemas.add(schema(sequence.items().get(i), keyword, Integer.toString(i)));
        }
        return schemas;
    }

    /** The schemas in an object, or null when there is no such keyword. */
    @Nullable
    Map<String, Subschema> schemasByName(String keyword) {
        Node.Mapping mapping = mapping(keyword);
        if (mapping == null) {
            return null;
        }
        Map<String, Subschema> schemas = new LinkedHashMap<>();
        mapping.members().forEach((name, schema) -> schemas.put(name, schema(schema, keyword, name)));
        return schemas;
    }

    /** The regular expression of {@code pattern}; null where there is none, and after a warning. */
    @Nullable
    TextPattern pattern() {
        Node value = node.get("pattern");
        String text = value instanceof Node.Scalar scalar && scalar.value() instanceof String string ? string : null;
        if (value == null || text == null) {
            if (value != null) {
                warning(
                        value,
                        pointer("pattern"),
                        "not the right kind of value: " + value.kind() + " (expected: a string); it is not judged");
            }
            return null;
        }
        try {
            return pattern("pattern", value, text);
        } catch (PatternException wrong) {
            warning(value, pointer("pattern"), NO_PATTERN + wrong.getMessage() + "; it is not judged");
            return null;
        }
    }

    /** A regular expression of {@code patternProperties}, or null after a fault: no name could be judged without it. */
    @Nullable
    TextPattern memberPattern(String text) {
        Node member = node.members().getOrDefault("patternProperties", node);
        try {
            return pattern("patternProperties", member, text);
        } catch (PatternException wrong) {
            fault(member, pointer("patternProperties"), NO_PATTERN + wrong.getMessage());
            return null;
        }
    }

    private TextPattern pattern(String keyword, Node at, String text) throws PatternException {
        try {
            return compiler.pattern(text);
        } catch (PatternException wrong) {
            TextPattern foreign = TextPattern.readAsJava(text);
            if (foreign == null) {
                throw wrong;
            }
            warning(at, pointer(keyword), NO_PATTERN + wrong.getMessage() + "; it is read as one of Java");
            return foreign;
        }
    }

    /**
     * Warns of a {@code nullable} that is not seen, where the rest of the schema may refuse null.
     *
     * @param keyword by which the dialect lets a value be null, null where it has none
     */
    void checkNullable(@Nullable String keyword) {
        Node value = original.get(keyword == null ? NULLABLE : keyword);
        if (!(value instanceof Node.Scalar scalar) || !Boolean.TRUE.equals(scalar.value())) {
            return;
        }
        boolean typed = original.get("type") != null && original.get("$ref") == null;
        if (keyword == null) {
            nullable(value, NULLABLE, "nullable means nothing from OpenAPI 3.1 on (expected: null among the types)");
        } else if (!typed && RESTRICTING.stream().anyMatch(name -> original.get(name) != null)) {
            nullable(
                    value,
                    keyword,
                    keyword + " means nothing without a type beside it (expected: an alternative such as"
                            + " {enum: [null]})");
        } else if (typed && original.get("enum") instanceof Node.Sequence choices && !hasNull(choices)) {
            nullable(
                    value,
                    keyword,
                    "enum refuses null, whatever " + keyword + " says (expected: null among its values)");
        }
    }

    private void nullable(Node value, String keyword, String message) {
        warning(value, pointer(keyword), message);
    }

    private static boolean hasNull(Node.Sequence choices) {
        return choices.items().stream()
                .anyMatch(choice -> choice instanceof Node.Scalar scalar && scalar.value() == null);
    }

    /** The schema that a reference means, or null after a fault. */
    @Nullable
    Subschema target(String keyword) {
        String reference = string(keyword);
        Target target = reference == null ? null : compiler.target(reference, original, pointer(keyword), via);
        return target == null ? null : compiler.subschema(target.node(), target.pointer(), inPlace, further());
    }

    private Via further() {
        return new Via(original.place(), pointer, via);
    }

    /**
     * The schema that a dynamic reference means in this scope, or null where there is none.
     *
     * @param anchor the name that it looks for; null for its own fragment
     */
    @Nullable
    Subschema dynamicTarget(String keyword, @Nullable String anchor) {
        String reference = string(keyword);
        Target target = reference == null ? null : compiler.target(reference, original, pointer(keyword), via);
        if (reference == null || target == null) {
            return null;
        }
        String name = anchor == null ? reference.substring(reference.indexOf('#') + 1) : anchor;
        Target found = compiler.outermost(target, name, inPlace);
        return compiler.subschema(found.node(), found.pointer(), inPlace, further());
    }
}
