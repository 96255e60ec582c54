package dev.sluice.contract;

import dev.sluice.document.Document;
import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of members and parameters whose values must not be shown, wherever they stand in a contract: those that are
 * {@code writeOnly} or of {@code format: password}, themselves or through {@code $ref} and {@code allOf}.
 */
final class SecretNames {

    private final Node root;
    private final Set<String> names = new HashSet<>();

    private SecretNames(Node root) {
        this.root = root;
    }

    /** References from one document into another are not followed. */
    static Set<String> of(Document document) {
        if (!document.names().contains("writeOnly") && !document.names().contains("password")) {
            return Set.of();
        }
        SecretNames secrets = new SecretNames(document.root());
        secrets.collect();
        return Set.copyOf(secrets.names);
    }

    private void collect() {
        // aliases of YAML make one node stand in many places
        Set<Node> seen = identities();
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof Node.Scalar || !seen.add(node)) {
                continue;
            }
            if (node instanceof Node.Sequence sequence) {
                sequence.items().forEach(open::push);
            } else if (node instanceof Node.Mapping mapping) {
                members(mapping.get("properties"));
                parameter(mapping);
                mapping.members().values().forEach(open::push);
            }
        }
    }

    private void members(@Nullable Node properties) {
        if (properties instanceof Node.Mapping mapping) {
            mapping.members().forEach((name, schema) -> {
                if (isSecret(schema, identities())) {
                    names.add(name);
                }
            });
        }
    }

    private void parameter(Node.Mapping mapping) {
        Node name = mapping.get("name");
        Node schema = mapping.get("schema");
        if (schema != null && name instanceof Node.Scalar text && text.value() instanceof String known) {
            if (isSecret(schema, identities())) {
                names.add(known);
            }
        }
    }

    private static Set<Node> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private boolean isSecret(Node schema, Set<Node> asked) {
        if (!(schema instanceof Node.Mapping mapping) || !asked.add(schema)) {
            return false;
        }
        if (isText(mapping.get("format"), "password") || isTrue(mapping.get("writeOnly"))) {
            return true;
        }
        Node reference = mapping.get("$ref");
        if (reference instanceof Node.Scalar text && text.value() instanceof String target && target.startsWith("#/")) {
            Node found = Pointers.find(root, target.substring(1));
            if (found != null && isSecret(found, asked)) {
                return true;
            }
        }
        return mapping.get("allOf") instanceof Node.Sequence parts
                && parts.items().stream().anyMatch(part -> isSecret(part, asked));
    }

    private static boolean isText(@Nullable Node node, String text) {
        return node instanceof Node.Scalar scalar && text.equals(scalar.value());
    }

    private static boolean isTrue(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }
}
