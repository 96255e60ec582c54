package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.References;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the schemas in {@code components} extend which others by {@code allOf}: OpenAPI's form of inheritance, in
 * which the base has a discriminator and does not know its heirs (OpenAPI 3.0.3, Discriminator Object). Not safe for
 * concurrent use.
 */
final class Heirs {

    static final String COMPONENTS = "/components/schemas";

    /** Of Swagger 2.0. */
    static final String DEFINITIONS = "/definitions";

    /** The name that AutoRest's dialect of Swagger 2.0 gives to a schema, in place of its own. */
    private static final String GIVEN_NAME = "x-ms-discriminator-value";

    /** No more of what a schema extends is looked at. */
    private static final int MOST_BASES = 4 * Cycles.MAX_CHAIN;

    private final References references;
    private final Effort effort;
    private final String schemas;
    private final IdentityHashMap<Node, Set<String>> silenced = new IdentityHashMap<>();
    private final Map<String, Target> byKey = new HashMap<>();
    private final IdentityHashMap<Node, List<Target>> bases = new IdentityHashMap<>();
    /** By the object that holds the schemas of a document, then by base. */
    private final IdentityHashMap<Node, IdentityHashMap<Node, Map<String, Target>>> known = new IdentityHashMap<>();

    /** @param schemas where those with names stand in each document */
    Heirs(References references, Effort effort, String schemas) {
        this.references = references;
        this.effort = effort;
        this.schemas = schemas;
    }

    /** The key of a schema that may have to be found by it. */
    String known(Target schema) {
        String key = key(schema.node(), schema.pointer());
        byKey.putIfAbsent(key, schema);
        return key;
    }

    /** What tells a schema from every other. */
    static String key(Node schema, String pointer) {
        return schema.place().file() + "#" + pointer;
    }

    /** Where those with names stand in each document. */
    String schemas() {
        return schemas;
    }

    /** What a schema is known as. */
    String name(Node schema, String pointer) {
        return given(schema, name(pointer));
    }

    private String given(Node schema, String name) {
        return schemas.equals(DEFINITIONS)
                        && schema instanceof Node.Mapping mapping
                        && mapping.get(GIVEN_NAME) instanceof Node.Scalar given
                ? given.text()
                : name;
    }

    /** The last step of the pointer to a schema that has a name; empty for every other. */
    private String name(String pointer) {
        String inside = pointer.startsWith(schemas + "/") ? pointer.substring(schemas.length() + 1) : "";
        return inside.indexOf('/') >= 0 ? "" : inside.replace("~1", "/").replace("~0", "~");
    }

    /** The schemas that extend this one, directly or not, by their names. */
    Map<String, Target> of(Node base, String pointer) {
        Target components = references.find("#" + schemas, base);
        if (components == null || !(components.node() instanceof Node.Mapping named)) {
            return Map.of();
        }
        IdentityHashMap<Node, Map<String, Target>> byBase = known.computeIfAbsent(named, added -> direct(named));
        Map<String, Target> all = new LinkedHashMap<>();
        collect(base, byBase, all);
        all.remove(name(base, pointer));
        return all;
    }

    private void collect(Node base, IdentityHashMap<Node, Map<String, Target>> byBase, Map<String, Target> all) {
        Deque<Node> next = new ArrayDeque<>(List.of(base));
        while (!next.isEmpty() && !effort.isSpent()) {
            Map<String, Target> heirs = byBase.getOrDefault(next.remove(), Map.of());
            effort.spend(heirs.size());
            heirs.forEach((name, heir) -> {
                if (all.putIfAbsent(name, heir) == null) {
                    next.add(heir.node());
                }
            });
        }
    }

    private IdentityHashMap<Node, Map<String, Target>> direct(Node.Mapping named) {
        IdentityHashMap<Node, Map<String, Target>> byBase = new IdentityHashMap<>();
        named.members().forEach((name, schema) -> {
            Target heir = new Target(schema, schemas + "/" + Pointers.escape(name));
            bases(schema)
                    .forEach(base -> byBase.computeIfAbsent(base.node(), added -> new LinkedHashMap<>())
                            .put(given(schema, name), heir));
        });
        return byBase;
    }

    /** What a schema extends. */
    private List<Target> bases(Node schema) {
        return schema instanceof Node.Mapping mapping && mapping.get("allOf") instanceof Node.Sequence all
                ? bases.computeIfAbsent(schema, added -> found(all))
                : List.of();
    }

    private List<Target> found(Node.Sequence all) {
        List<Target> found = new ArrayList<>();
        for (Node item : all.items()) {
            String text = reference(item);
            Target base = text == null ? null : references.find(text, item);
            if (base != null) {
                found.add(base);
            }
        }
        return List.copyOf(found);
    }

    /**
     * Those of some schemas, which say nothing of which heir applies, that must be remembered within a schema. The ones
     * that it extends, directly or not, are silent within it in any case; and where it is silent itself, it leads to none
     * of its heirs. So one scope is enough for an heir, whoever picks it.
     */
    Set<String> remembered(Set<String> extended, Node schema, String pointer) {
        if (extended.isEmpty() || name(pointer).isEmpty() || effort.isSpent()) {
            return extended;
        }
        String own = key(schema, pointer);
        Set<String> left = new HashSet<>(extended);
        left.removeAll(silenced(schema, pointer));
        if (extended.contains(own)) {
            left.removeIf(key -> {
                Target heir = byKey.get(key);
                return heir != null && silenced(heir.node(), heir.pointer()).contains(own);
            });
            left.add(own);
        }
        return left.size() == extended.size() ? extended : Set.copyOf(left);
    }

    /** The discriminated schemas that a schema extends, directly or not. */
    private Set<String> silenced(Node schema, String pointer) {
        Set<String> known = silenced.get(schema);
        if (known == null) {
            known = effort.isSpent() ? Set.of() : found(schema, pointer);
            silenced.put(schema, known);
        }
        return known;
    }

    private Set<String> found(Node schema, String pointer) {
        Set<String> silenced = new HashSet<>();
        Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Target> next = new ArrayDeque<>(List.of(new Target(schema, pointer)));
        visited.add(schema);
        while (!next.isEmpty() && visited.size() <= MOST_BASES) {
            Target heir = next.remove();
            if (heir.node() instanceof Node.Mapping mapping) {
                silenced.addAll(extendedBy(mapping, mapping, heir.pointer()));
            }
            for (Target base : bases(heir.node())) {
                if (!name(base.pointer()).isEmpty() && visited.add(base.node())) {
                    next.add(base);
                }
            }
        }
        effort.spend(visited.size());
        return silenced;
    }

    /** The discriminated schemas that a schema extends. */
    Set<String> extendedBy(Node.Mapping schema, Node.Mapping original, String pointer) {
        if (!(schema.get("allOf") instanceof Node.Sequence) || name(pointer).isEmpty()) {
            return new HashSet<>();
        }
        Set<String> found = new HashSet<>();
        for (Target base : bases(original)) {
            if (base.node() instanceof Node.Mapping mapping
                    && mapping.get("discriminator") != null
                    && mayExtend(original, mapping)) {
                found.add(known(base));
            }
        }
        return found;
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
