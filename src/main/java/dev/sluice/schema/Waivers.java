package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.References;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds the members of an object that are not demanded in a direction: those whose schema says {@code readOnly} or
 * {@code writeOnly}, itself or through {@code $ref} and {@code allOf}; not beyond the
 * longest chain that {@link Cycles} allows. Not safe for concurrent use.
 */
final class Waivers {

    private final References references;
    private final UnaryOperator<Node.Mapping> effective;
    private final Effort effort;
    /** By keyword: the schemas of which it is known that they do not say so. */
    private final Map<String, Set<Node>> demanded = new HashMap<>();

    /** @param effective leaves out the members of a schema that do not count in its dialect */
    Waivers(References references, UnaryOperator<Node.Mapping> effective, Effort effort) {
        this.references = references;
        this.effective = effective;
        this.effort = effort;
    }

    /** The names of the members that {@code properties} of this schema, and of what it includes, waive. */
    Set<String> of(Node.Mapping schema, String keyword) {
        Set<String> names = new HashSet<>();
        if (!effort.isSpent()) {
            Set<Node> visited = visited();
            collect(schema, keyword, names, visited, 0);
            effort.spend(visited.size() - 1);
        }
        return names.isEmpty() ? Set.of() : names;
    }

    private void collect(Node node, String keyword, Set<String> names, Set<Node> visited, int depth) {
        if (depth > Cycles.MAX_CHAIN || !(node instanceof Node.Mapping mapping) || !visited.add(node)) {
            return;
        }
        Node.Mapping schema = effective.apply(mapping);
        if (schema.get("properties") instanceof Node.Mapping properties) {
            properties.members().forEach((name, member) -> {
                if (isWaived(member, keyword)) {
                    names.add(name);
                }
            });
        }
        included(schema, mapping, included -> {
            collect(included, keyword, names, visited, depth + 1);
            return false;
        });
    }

    /** Where nothing was found, nothing was to be found from any of the schemas that were met. */
    private boolean isWaived(Node member, String keyword) {
        Set<Node> known = demanded.computeIfAbsent(keyword, added -> visited());
        if (known.contains(member)) {
            return false;
        }
        Set<Node> visited = visited();
        boolean waived = isWaived(member, keyword, visited, 0);
        effort.spend(visited.size());
        if (!waived) {
            known.addAll(visited);
        }
        return waived;
    }

    private boolean isWaived(Node node, String keyword, Set<Node> visited, int depth) {
        if (depth > Cycles.MAX_CHAIN || !(node instanceof Node.Mapping mapping) || !visited.add(node)) {
            return false;
        }
        Node.Mapping schema = effective.apply(mapping);
        return (schema.get(keyword) instanceof Node.Scalar flag && Boolean.TRUE.equals(flag.value()))
                || included(schema, mapping, included -> isWaived(included, keyword, visited, depth + 1));
    }

    /** What {@code $ref} and {@code allOf} bring in, until one is found. */
    private boolean included(Node.Mapping schema, Node.Mapping original, java.util.function.Predicate<Node> search) {
        if (schema.get("$ref") instanceof Node.Scalar reference && reference.value() instanceof String text) {
            References.Target target = references.find(text, original);
            if (target != null && search.test(target.node())) {
                return true;
            }
        }
        return schema.get("allOf") instanceof Node.Sequence all
                && all.items().stream().anyMatch(search);
    }

    private static Set<Node> visited() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
