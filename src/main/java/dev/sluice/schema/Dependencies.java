package dev.sluice.schema;

import dev.sluice.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code dependencies}, and what took its place in draft 2019-09. */
final class Dependencies {

    private final SchemaSource source;
    private final List<Keyword> keywords;

    Dependencies(SchemaSource source, List<Keyword> keywords) {
        this.source = source;
        this.keywords = keywords;
    }

    /** @param apart whether there are keywords of their own for names and for schemas */
    void read(boolean apart) {
        read("dependencies");
        if (apart) {
            read("dependentRequired");
            read("dependentSchemas");
        }
    }

    private void read(String keyword) {
        Node.Mapping mapping = source.mapping(keyword);
        if (mapping == null) {
            return;
        }
        Map<String, Map<String, Expectation>> required = new LinkedHashMap<>();
        Map<String, Subschema> schemas = new LinkedHashMap<>();
        mapping.members().forEach((name, value) -> {
            if (value instanceof Node.Sequence names) {
                required.put(name, expectations(keyword, names));
            } else {
                schemas.put(name, source.schema(value, keyword, name));
            }
        });
        if (!required.isEmpty()) {
            keywords.add(new DependentRequired(required));
        }
        if (!schemas.isEmpty()) {
            keywords.add(new DependentSchemas(schemas));
        }
    }

    private Map<String, Expectation> expectations(String keyword, Node.Sequence names) {
        Map<String, Expectation> expectations = new LinkedHashMap<>();
        for (Node item : names.items()) {
            if (item instanceof Node.Scalar scalar && scalar.value() instanceof String name) {
                expectations.put(name, source.expectation(keyword, "expected a member \"" + name + "\" too"));
            } else {
                source.fault(
                        item,
                        source.pointer(keyword),
                        "not the right kind of value: " + item.kind() + " (expected: a string)");
            }
        }
        return expectations;
    }
}
