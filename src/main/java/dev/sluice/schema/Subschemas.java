package dev.sluice.schema;

import dev.sluice.document.Node;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Where schemas hold other schemas. */
final class Subschemas {

    private static final Set<String> SINGLE = Set.of(
            "additionalItems",
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");

    private static final Set<String> NAMED =
            Set.of("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");

    private Subschemas() {}

    /** @param consumer takes each, with the steps of a JSON pointer to it */
    static void of(Node.Mapping schema, BiConsumer<Node, String> consumer) {
        schema.members().forEach((keyword, value) -> {
            String step = "/" + Pointers.escape(keyword);
            if (value instanceof Node.Sequence sequence && LISTS.contains(keyword)) {
                List<Node> items = sequence.items();
                for (int i = 0; i < items.size(); i++) {
                    consumer.accept(items.get(i), step + "/" + i);
                }
            } else if (value instanceof Node.Mapping mapping && NAMED.contains(keyword)) {
                mapping.members()
                        .forEach((name, member) -> consumer.accept(member, step + "/" + Pointers.escape(name)));
            } else if (SINGLE.contains(keyword)) {
                consumer.accept(value, step);
            }
        });
    }
}
