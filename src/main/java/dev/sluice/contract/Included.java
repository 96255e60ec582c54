package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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

    /** In the order of the document, what a {@code $ref} leads to before the schema that holds it. */
    List<Located> of(Located schema) {
        List<Located> all = new ArrayList<>();
        Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        // the next step last; a chain of references may be longer than a stack is deep
        Deque<Step> steps = new ArrayDeque<>(List.of(new Step(schema, false)));
        while (!steps.isEmpty()) {
            Step step = steps.removeLast();
            if (step.isLeft) {
                all.add(step.schema);
                applied(step.schema, steps);
            } else if (visited.add(step.schema.node())) {
                enter(step.schema, steps);
            }
        }
        return all;
    }

    /** @param isLeft whether what its {@code $ref} leads to was visited */
    private record Step(Located schema, boolean isLeft) {}

    private void enter(Located schema, Deque<Step> steps) {
        Located reference = schema.member("$ref");
        String text = reference == null ? null : reference.text();
        if (text == null || !compilation.dialect().isListed()) {
            steps.add(new Step(schema, true));
        }
        Target target = text == null ? null : compilation.references().find(text, schema.node());
        if (target != null) {
            steps.add(new Step(new Located(target.node(), target.pointer(), null), false));
        }
    }

    private static void applied(Located schema, Deque<Step> steps) {
        List<Located> applied = new ArrayList<>();
        for (String keyword : APPLICATORS) {
            Located list = schema.member(keyword);
            if (list != null) {
                applied.addAll(list.items());
            }
        }
        for (int i = applied.size() - 1; i >= 0; i--) {
            steps.add(new Step(applied.get(i), false));
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
