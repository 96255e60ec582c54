package dev.sluice.contract;

import dev.sluice.document.Document;
import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of members and parameters whose values must not be shown, wherever they stand in a contract: those that are
 * {@code writeOnly} or of {@code format: password}, themselves or through {@code $ref} and {@code allOf}.
 */
final class SecretNames {

    private final Node root;
    private final Set<String> names = new HashSet<>();
    /** What references lead to a secret. */
    private final Map<String, Boolean> targets = new HashMap<>();

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

    /** Without remembering where it was: a document is finite, also by its aliases. */
    private void collect() {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof Node.Sequence sequence) {
                pushAll(sequence.items(), open);
            } else if (node instanceof Node.Mapping mapping) {
                members(mapping.get("properties"));
                parameter(mapping);
                pushAll(mapping.members().values(), open);
            }
        }
    }

    private static void pushAll(Collection<Node> nodes, Deque<Node> open) {
        for (Node node : nodes) {
            if (!(node instanceof Node.Scalar)) {
                open.push(node);
            }
        }
    }

    private void members(@Nullable Node properties) {
        if (properties instanceof Node.Mapping mapping) {
            mapping.members().forEach((name, schema) -> {
                if (isSecret(schema)) {
                    names.add(name);
                }
            });
        }
    }

    private void parameter(Node.Mapping mapping) {
        Node declared = mapping.get("schema");
        // Swagger 2.0 has no schema there, but its keywords
        Node schema = declared == null && mapping.get("in") != null ? mapping : declared;
        Node name = schema == null ? null : mapping.get("name");
        if (schema != null
                && name instanceof Node.Scalar text
                && text.value() instanceof String known
                && isSecret(schema)) {
            names.add(known);
        }
    }

    /** Most schemas are nothing but a reference, and many are the same. */
    private boolean isSecret(Node schema) {
        String target =
                schema instanceof Node.Mapping mapping && mapping.members().size() == 1 ? reference(mapping) : null;
        if (target == null) {
            return isSecret(schema, null);
        }
        Boolean known = targets.get(target);
        if (known == null) {
            known = isSecret(schema, null);
            targets.put(target, known);
        }
        return known;
    }

    /** @param asked what led here; null at the first */
    private boolean isSecret(Node schema, @Nullable Set<Node> asked) {
        if (!(schema instanceof Node.Mapping mapping)) {
            return false;
        }
        if (isText(mapping.get("format"), "password") || isTrue(mapping.get("writeOnly"))) {
            return true;
        }
        String target = reference(mapping);
        Node parts = mapping.get("allOf");
        if (target == null && parts == null) {
            return false;
        }
        Set<Node> open = asked == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : asked;
        if (!open.add(schema)) {
            return false;
        }
        Node found = target == null ? null : Pointers.find(root, target.substring(1));
        return (found != null && isSecret(found, open))
                || (parts instanceof Node.Sequence sequence
                        && sequence.items().stream().anyMatch(part -> isSecret(part, open)));
    }

    private static @Nullable String reference(Node.Mapping mapping) {
        return mapping.get("$ref") instanceof Node.Scalar text
                        && text.value() instanceof String target
                        && target.startsWith("#/")
                ? target
                : null;
    }

    private static boolean isText(@Nullable Node node, String text) {
        return node instanceof Node.Scalar scalar && text.equals(scalar.value());
    }

    private static boolean isTrue(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }
}
