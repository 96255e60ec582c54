package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the examples of media types, headers and their schemas (OpenAPI 3.1, 4.8.19 Example Object; 3.2: {@code dataValue}
 * and {@code serializedValue}), where somebody has a use for them.
 */
final class ExamplesReader {

    private final Compilation compilation;

    ExamplesReader(Compilation compilation) {
        this.compilation = compilation;
    }

    /**
     * In the order in which they are answered: {@code example}, {@code examples}, then those of the schema.
     *
     * @param owner a media type or a header
     */
    List<Example> of(Located owner) {
        if (compilation.purpose() != Purpose.MOCK) {
            return List.of();
        }
        List<Example> found = new ArrayList<>();
        Located single = owner.member("example");
        if (single != null) {
            found.add(new Example("", single.node(), false, single.pointer()));
        }
        Located several = owner.member("examples");
        if (several != null) {
            for (String name : several.names()) {
                Located at = several.member(name);
                Example example = at == null ? null : example(name, at);
                if (example != null) {
                    found.add(example);
                }
            }
        }
        Located schema = owner.member("schema");
        if (schema != null) {
            ofSchema(schema, found);
        }
        return List.copyOf(found);
    }

    /** @return null where there is no value: an example that stands elsewhere is not fetched */
    private @Nullable Example example(String name, Located reference) {
        Located at = compilation.references().resolve(reference);
        if (at == null) {
            return null;
        }
        for (String member : List.of("value", "dataValue", "serializedValue")) {
            Located value = at.member(member);
            if (value != null) {
                return new Example(name, value.node(), member.equals("serializedValue"), value.pointer());
            }
        }
        if (at.member("externalValue") != null) {
            compilation.findings().warning(at, "an example that stands elsewhere is not fetched, and never answered");
        }
        return null;
    }

    /** Of the schema, or of what its {@code $ref} leads to. */
    private void ofSchema(Located schema, List<Example> found) {
        Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Located at = schema;
        while (at != null && visited.add(at.node())) {
            Located single = at.member("example");
            if (single != null) {
                found.add(new Example("", single.node(), false, single.pointer()));
            }
            Located several = at.member("examples");
            if (several != null) {
                several.items().forEach(item -> found.add(new Example("", item.node(), false, item.pointer())));
            }
            Located reference = at.member("$ref");
            String text = reference == null ? null : reference.text();
            dev.sluice.schema.SchemaCompiler.References.Target target =
                    text == null ? null : compilation.references().find(text, at.node());
            at = target == null ? null : new Located(target.node(), target.pointer(), null);
        }
    }
}
