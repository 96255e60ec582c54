package dev.sluice.contract;

import dev.sluice.document.Document;
import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the schemas of an OpenAPI document, so that their identifiers are known before any of them is compiled. */
final class SchemaPlaces {

    /** Without any of them there is nothing to be known. */
    private static final Set<String> IDENTIFIERS =
            Set.of("$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$schema");

    private static final Set<String> SCHEMA = Set.of("schema", "itemSchema");

    private final Dialect dialect;

    SchemaPlaces(Dialect dialect) {
        this.dialect = dialect;
    }

    /** None in documents of Swagger 2.0 and OpenAPI 3.0, which have no identifiers, and in those that are no OpenAPI documents. */
    List<Target> of(Document document) {
        List<Target> schemas = new ArrayList<>();
        if (!dialect.isListed()
                && hasIdentifiers(document.names())
                && document.root() instanceof Node.Mapping root
                && root.get("openapi") != null) {
            object(root, "", schemas);
        }
        return schemas;
    }

    private boolean hasIdentifiers(Set<String> names) {
        return IDENTIFIERS.stream().anyMatch(names::contains) || (dialect == Dialect.DRAFT_4 && names.contains("id"));
    }

    private static void object(Node.Mapping object, String pointer, List<Target> schemas) {
        object.members().forEach((name, member) -> {
            String at = Pointers.child(pointer, name);
            if (SCHEMA.contains(name)) {
                schemas.add(new Target(member, at));
            } else if (DataMembers.isNamed(name) && member instanceof Node.Mapping named) {
                named.members().forEach((key, value) -> named(name, value, Pointers.child(at, key), schemas));
            } else if (!DataMembers.isData(name) && !name.startsWith("x-")) {
                any(member, at, schemas);
            }
        });
    }

    private static void named(String owner, Node value, String pointer, List<Target> schemas) {
        if (owner.equals("schemas")) {
            schemas.add(new Target(value, pointer));
        } else if (owner.equals("callbacks") && value instanceof Node.Mapping callback) {
            // the names of a callback are expressions of the author's choice too
            callback.members().forEach((key, item) -> any(item, Pointers.child(pointer, key), schemas));
        } else {
            any(value, pointer, schemas);
        }
    }

    private static void any(Node node, String pointer, List<Target> schemas) {
        if (node instanceof Node.Mapping mapping) {
            object(mapping, pointer, schemas);
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                any(sequence.items().get(i), Pointers.child(pointer, i), schemas);
            }
        }
    }
}
