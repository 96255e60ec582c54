package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the {@code discriminator} of one schema (OpenAPI 3.1, 4.8.25). */
final class Discriminators {

    private static final String KEYWORD = "discriminator";
    /** A longer list of names is cut. */
    private static final int LISTED = 20;

    private final SchemaSource source;
    private final @Nullable String property;
    private final Node.@Nullable Mapping mapping;

    private Discriminators(SchemaSource source, @Nullable String property, Node.@Nullable Mapping mapping) {
        this.source = source;
        this.property = property;
        this.mapping = mapping;
    }

    static Discriminators of(SchemaSource source, Dialect dialect) {
        boolean known = dialect.isListed() || dialect == Dialect.OPENAPI_3_1;
        Node discriminator = known ? source.node().get(KEYWORD) : null;
        String property = property(discriminator);
        return property == null || (discriminator instanceof Node.Mapping) == (dialect == Dialect.SWAGGER_2_0)
                ? new Discriminators(source, null, null)
                : new Discriminators(source, property, mapping(discriminator));
    }

    /** The name of the member that tells: in Swagger 2.0 the discriminator itself. */
    private static @Nullable String property(@Nullable Node discriminator) {
        Node name = discriminator instanceof Node.Mapping members ? members.get("propertyName") : discriminator;
        return name instanceof Node.Scalar scalar && scalar.value() instanceof String text ? text : null;
    }

    private static Node.@Nullable Mapping mapping(@Nullable Node discriminator) {
        return discriminator instanceof Node.Mapping members && members.get("mapping") instanceof Node.Mapping names
                ? names
                : null;
    }

    /** {@code oneOf} or {@code anyOf}, as the discriminator has it. */
    Keyword of(String keyword, Alternatives alternatives) {
        if (property == null || !(source.node().get(keyword) instanceof Node.Sequence items)) {
            return alternatives;
        }
        if (source.isExtended()) {
            return new AllOf(List.of());
        }
        Map<String, Subschema> branches = new LinkedHashMap<>();
        IdentityHashMap<Node, Subschema> listed = new IdentityHashMap<>();
        boolean open = false;
        for (int i = 0; i < items.items().size(); i++) {
            String reference = Heirs.reference(items.items().get(i));
            Target target = reference == null ? null : source.find(reference);
            if (target == null || reference == null) {
                open = true;
            } else {
                branches.put(lastStep(reference), alternatives.applied().get(i));
                listed.put(target.node(), alternatives.applied().get(i));
            }
        }
        addMapped(branches, listed);
        return branches.isEmpty() ? alternatives : discriminated(branches, alternatives, open);
    }

    /** The heirs of a schema that lists no alternatives. */
    void heirs(List<Keyword> keywords) {
        if (property == null || source.isExtended()) {
            return;
        }
        Map<String, Subschema> branches = new LinkedHashMap<>();
        source.heirs().forEach((name, heir) -> branches.put(name, picked(name, heir)));
        addMapped(branches, new IdentityHashMap<>());
        if (!branches.isEmpty()) {
            String own = source.name();
            if (!own.isEmpty()) {
                branches.putIfAbsent(own, Subschema.TRUE);
            }
            keywords.add(discriminated(branches, null, false));
        }
    }

    /** "It is RECOMMENDED that it be treated as a schema name": OpenAPI 3.1.1, 4.8.25.1, of what could be a URI too. */
    private void addMapped(Map<String, Subschema> branches, IdentityHashMap<Node, Subschema> listed) {
        if (mapping == null) {
            return;
        }
        mapping.members().forEach((value, node) -> {
            Target target = meant(node);
            if (target != null) {
                Subschema known = listed.get(target.node());
                boolean own = known == null && target.pointer().equals(source.pointer());
                branches.put(value, known != null ? known : own ? Subschema.TRUE : picked(value, target));
            }
        });
    }

    /** What the member's value means to a schema's own discriminator, too, is that schema: it need not be asked again. */
    private Subschema picked(String value, Target target) {
        boolean silent = target.node() instanceof Node.Mapping schema
                && schema.get("oneOf") == null
                && schema.get("anyOf") == null
                && String.valueOf(property).equals(property(schema.get(KEYWORD)))
                && means(mapping(schema.get(KEYWORD)), value, target);
        return source.picked(target, silent);
    }

    /** Whether a value means a certain schema to its discriminator, or nothing that another one would not know better. */
    private boolean means(Node.@Nullable Mapping names, String value, Target schema) {
        Node mapped = names == null ? null : names.get(value);
        Target target = mapped == null ? source.named(value) : meant(mapped);
        return target == null || target.node() == schema.node();
    }

    /** A name, or else a reference. */
    private @Nullable Target meant(Node node) {
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        Target target = source.named(text);
        return target == null && !text.isEmpty() ? source.find(text) : target;
    }

    private Discriminated discriminated(
            Map<String, Subschema> branches, @Nullable Alternatives alternatives, boolean open) {
        String names = branches.keySet().stream()
                .limit(LISTED)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        String message = "expected a member \"" + property + "\" that is " + (branches.size() == 1 ? "" : "one of ")
                + names + (branches.size() > LISTED ? ", …" : "");
        boolean demanded = source.node().get("required") instanceof Node.Sequence required
                && required.items().stream()
                        .anyMatch(item -> item instanceof Node.Scalar scalar
                                && scalar.text().equals(property));
        return new Discriminated(
                String.valueOf(property), branches, alternatives, open, demanded, source.expectation(KEYWORD, message));
    }

    private static String lastStep(String reference) {
        return reference
                .substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('#')) + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
