package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema and those that it applies to the same value: by {@code $ref}, {@code allOf}, {@code anyOf}, {@code oneOf}. */
final class Included {

    private static final List<String> APPLICATORS = List.of("allOf", "anyOf", "oneOf");

    private final Compilation compilation;

    Included(Compilation compilation) {
        this.compilation = compilation;
    }

    List<Located> of(Located schema) {
        List<Located> all = new ArrayList<>();
        add(schema, all, Collections.newSetFromMap(new IdentityHashMap<>()));
        return all;
    }

    private void add(Located schema, List<Located> all, Set<Node> visited) {
        if (!visited.add(schema.node())) {
            return;
        }
        Located reference = schema.member("$ref");
        String text = reference == null ? null : reference.text();
        Target target = text == null ? null : compilation.references().find(text, schema.node());
        if (target != null) {
            add(new Located(target.node(), target.pointer(), null), all, visited);
        }
        if (text != null && compilation.dialect() == Dialect.OPENAPI_3_0) {
            return;
        }
        all.add(schema);
        for (String keyword : APPLICATORS) {
            Located list = schema.member(keyword);
            if (list != null) {
                list.items().forEach(item -> add(item, all, visited));
            }
        }
    }

    /** The schemas of the members that have one, by name. */
    static Map<String, Located> properties(List<Located> schemas) {
        Map<String, Located> properties = new LinkedHashMap<>();
        for (Located schema : schemas) {
            Located own = schema.member("properties");
            if (own != null) {
                for (String name : own.names()) {
                    Located property = own.member(name);
                    if (property != null) {
                        properties.putIfAbsent(name, property);
                    }
                }
            }
        }
        return properties;
    }

    /** Whether values are bytes rather than text: {@code format: binary}, or in 3.1 a media type without an encoding. */
    static boolean isBinary(List<Located> schemas) {
        return schemas.stream()
                .anyMatch(schema -> "binary".equals(text(schema, "format"))
                        || (text(schema, "contentMediaType") != null && text(schema, "contentEncoding") == null));
    }

    /** Whether no schema says that values are something else than a string. */
    static boolean mayBeString(List<Located> schemas) {
        return schemas.stream().allMatch(schema -> {
            Located type = schema.member("type");
            return type == null || "string".equals(type.text()) || type.node() instanceof Node.Sequence;
        });
    }

    static ErrorCodes codes(Located at) {
        return ErrorCodes.of(
                at.node() instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null,
                at.pointer() + "/" + ErrorCodes.EXTENSION,
                fault -> {});
    }

    private static @Nullable String text(Located schema, String keyword) {
        Located member = schema.member(keyword);
        return member == null ? null : member.text();
    }
}
