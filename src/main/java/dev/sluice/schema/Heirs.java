package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.References;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which of the schemas in {@code components} extend which others by {@code allOf}: OpenAPI's form of inheritance, in
 * which the base has a discriminator and does not know its heirs (OpenAPI 3.0.3, Discriminator Object). Not safe for
 * concurrent use.
 */
final class Heirs {

    static final String COMPONENTS = "/components/schemas";

    private final References references;
    /** By the object that holds the schemas of a document, then by base. */
    private final IdentityHashMap<Node, IdentityHashMap<Node, Map<String, Target>>> known = new IdentityHashMap<>();

    Heirs(References references) {
        this.references = references;
    }

    /** What tells a schema from every other. */
    static String key(Node schema, String pointer) {
        return schema.place().file() + "#" + pointer;
    }

    /** The last step of the pointer to a schema in {@code components}; empty for every other. */
    static String name(String pointer) {
        String inside = pointer.startsWith(COMPONENTS + "/") ? pointer.substring(COMPONENTS.length() + 1) : "";
        return inside.indexOf('/') >= 0 ? "" : inside.replace("~1", "/").replace("~0", "~");
    }

    /** The schemas that extend this one, directly or not, by their names. */
    Map<String, Target> of(Node base, String pointer) {
        Target components = references.find("#" + COMPONENTS, base);
        if (components == null || !(components.node() instanceof Node.Mapping schemas)) {
            return Map.of();
        }
        IdentityHashMap<Node, Map<String, Target>> byBase = known.computeIfAbsent(schemas, added -> direct(schemas));
        Map<String, Target> all = new LinkedHashMap<>();
        collect(base, byBase, all);
        all.remove(name(pointer));
        return all;
    }

    private static void collect(Node base, IdentityHashMap<Node, Map<String, Target>> byBase, Map<String, Target> all) {
        byBase.getOrDefault(base, Map.of()).forEach((name, heir) -> {
            if (all.putIfAbsent(name, heir) == null) {
                collect(heir.node(), byBase, all);
            }
        });
    }

    private IdentityHashMap<Node, Map<String, Target>> direct(Node.Mapping schemas) {
        IdentityHashMap<Node, Map<String, Target>> byBase = new IdentityHashMap<>();
        schemas.members().forEach((name, schema) -> {
            Target heir = new Target(schema, COMPONENTS + "/" + Pointers.escape(name));
            bases(
                    schema,
                    base -> byBase.computeIfAbsent(base.node(), added -> new LinkedHashMap<>())
                            .put(name, heir));
        });
        return byBase;
    }

    private void bases(Node schema, Consumer<Target> consumer) {
        if (schema instanceof Node.Mapping mapping && mapping.get("allOf") instanceof Node.Sequence all) {
            for (Node item : all.items()) {
                String text = reference(item);
                Target base = text == null ? null : references.find(text, item);
                if (base != null) {
                    consumer.accept(base);
                }
            }
        }
    }

    /** The discriminated schemas that a schema extends. */
    Set<String> extendedBy(Node.Mapping schema, Node.Mapping original, String pointer) {
        if (!(schema.get("allOf") instanceof Node.Sequence) || name(pointer).isEmpty()) {
            return Set.of();
        }
        Map<String, Target> found = new HashMap<>();
        bases(schema, base -> {
            if (base.node() instanceof Node.Mapping mapping
                    && mapping.get("discriminator") != null
                    && mayExtend(original, mapping)) {
                found.put(key(base.node(), base.pointer()), base);
            }
        });
        return found.isEmpty() ? Set.of() : new HashSet<>(found.keySet());
    }

    /** A base that lists its alternatives is left without them only where the heir is one: else it would never end. */
    private boolean mayExtend(Node.Mapping heir, Node.Mapping base) {
        boolean lists = false;
        for (String keyword : new String[] {"oneOf", "anyOf"}) {
            if (base.get(keyword) instanceof Node.Sequence alternatives) {
                lists = true;
                for (Node item : alternatives.items()) {
                    String text = reference(item);
                    Target target = text == null ? null : references.find(text, item);
                    if (target != null && target.node() == heir) {
                        return true;
                    }
                }
            }
        }
        return !lists;
    }

    /** The text of a schema's {@code $ref}, or null. */
    static @org.jspecify.annotations.Nullable String reference(Node schema) {
        return schema instanceof Node.Mapping mapping
                        && mapping.get("$ref") instanceof Node.Scalar scalar
                        && scalar.value() instanceof String text
                ? text
                : null;
    }
}
