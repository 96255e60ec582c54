package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads the identifiers of schemas. */
final class Identifiers {

    private static final String VALIDATION = "/vocab/validation";

    private Identifiers() {}

    static @Nullable String text(Node.Mapping schema, String keyword) {
        return schema.get(keyword) instanceof Node.Scalar scalar && scalar.value() instanceof String text ? text : null;
    }

    /** The identifier of a schema; siblings of {@code $ref} did not count before draft 2019-09. */
    static @Nullable String id(Node.Mapping schema, Dialect outer) {
        String name = text(schema, "$schema");
        Dialect named = name == null ? null : Dialect.named(name);
        Dialect dialect = named == null ? outer : named;
        return dialect.ignoresSiblings() && schema.get("$ref") != null
                ? null
                : text(schema, dialect == Dialect.DRAFT_4 ? "id" : "$id");
    }

    /** RFC 3986, 5.2; a fragment keeps within its document, also where that has an opaque name. */
    static URI resolve(URI base, String reference) {
        if (reference.startsWith("#")) {
            return URI.create(document(base) + reference);
        }
        return base.resolve(URI.create(reference));
    }

    static URI document(URI location) {
        String text = location.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? location : URI.create(text.substring(0, fragment));
    }

    /** Whether a meta-schema has the vocabulary of assertions. */
    static boolean asserts(@Nullable Node metaSchema) {
        Node vocabulary = metaSchema instanceof Node.Mapping mapping ? mapping.get("$vocabulary") : null;
        return !(vocabulary instanceof Node.Mapping named)
                || named.members().keySet().stream().anyMatch(name -> name.endsWith(VALIDATION));
    }
}
