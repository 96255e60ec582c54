package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Shows parameters, and headers of responses, which hold in themselves what OpenAPI 3 has in a schema. Each place of the
 * document is shown once.
 */
final class SwaggerParameters {

    private static final Set<String> KEPT = Set.of("name", "in", "required", "description", "allowEmptyValue");

    /** What of a parameter is not about its values. */
    private static final Set<String> NO_KEYWORDS =
            Set.of("name", "in", "required", "description", "allowEmptyValue", "collectionFormat", "x-example");

    private static final Set<String> SCALARS = Set.of("string", "number", "integer", "boolean");

    private static final Map<String, String> FOREIGN = Map.of(
            "style", "collectionFormat",
            "explode", "collectionFormat: multi",
            "content", "type",
            "allowReserved", "");

    private static final String TYPES = "string, number, integer, boolean or array";

    private final Findings findings;
    private final SwaggerWords words;
    private final IdentityHashMap<Node, Located> known = new IdentityHashMap<>();

    SwaggerParameters(Findings findings) {
        this.findings = findings;
        this.words = new SwaggerWords(findings);
    }

    /** A parameter that is not the body. */
    Located view(Located at, String in) {
        Located view = known.get(at.node());
        if (view == null) {
            view = object(at, "a " + in + " parameter", in);
            known.put(at.node(), view);
        }
        return view;
    }

    /** A header of a response. */
    Located header(Located at) {
        return object(at, "a header", "header");
    }

    private Located object(Located at, String what, String in) {
        words.warnOfForeign(at, FOREIGN);
        Map<String, Located> members = SwaggerView.members(at, name -> KEPT.contains(name) || name.startsWith("x-"));
        members.put("schema", withoutCodes(schema(at, what)));
        CollectionFormat.describe(at, in.equals("query"), findings, members);
        return SwaggerView.object(at, members);
    }

    /** The field of a form. */
    Located field(Located at) {
        words.warnOfForeign(at, FOREIGN);
        if (SwaggerView.isFlagged(at.member("allowEmptyValue"))) {
            findings.warning(
                    at, "allowEmptyValue of a form's field is not looked at; an empty value is judged by its type");
        }
        return isFile(at) ? file(at) : schema(at, "a formData parameter");
    }

    static boolean isFile(Located at) {
        Located type = at.member("type");
        return type != null && "file".equals(type.text());
    }

    /** Bytes. */
    static Located file(Located at) {
        Map<String, Node> members = keywords(at);
        members.put("type", SwaggerView.scalar(at.node().place(), "string"));
        members.put("format", SwaggerView.scalar(at.node().place(), "binary"));
        return located(at, members);
    }

    private Located schema(Located at, String what) {
        Located type = at.member("type");
        Located foreign = at.member("schema");
        if (type == null && foreign != null) {
            findings.warning(
                    foreign,
                    what + " has its type in itself (expected: type: " + TYPES + "); the schema is read as if it had");
            return foreign;
        }
        if (foreign != null) {
            findings.warning(foreign, "a schema is for in: body and responses; it is ignored");
        }
        Map<String, Node> members = keywords(at);
        String text = type == null ? "" : type.text();
        if (type == null) {
            findings.warning(at, what + " without type (expected: type: " + TYPES + ")");
        } else if ("file".equals(text)) {
            findings.fault(type, "type: file is for in: formData and responses (expected: " + TYPES + ")");
            members.clear();
        } else if ("object".equals(text)) {
            findings.warning(
                    type,
                    "nothing says how " + what + " is written that is an object (expected: " + TYPES
                            + "); its value is not judged");
            members.clear();
        } else if ("array".equals(text)) {
            items(at, what);
        } else if (text == null || !SCALARS.contains(text)) {
            findings.fault(type, "unknown type (expected: " + TYPES + ")");
            members.clear();
        }
        return located(at, members);
    }

    private void items(Located at, String what) {
        Located items = at.member("items");
        if (items == null) {
            findings.warning(at, what + " that is an array without items (expected: items: {type: …})");
        } else if (CollectionFormat.isArray(items)) {
            items(items, what);
        }
    }

    /** The codes of a parameter are its own, not its schema's. */
    private static Located withoutCodes(Located schema) {
        if (schema.node() instanceof Node.Mapping mapping && mapping.get(ErrorCodes.EXTENSION) != null) {
            Map<String, Node> members = new LinkedHashMap<>(mapping.members());
            members.remove(ErrorCodes.EXTENSION);
            return located(schema, members);
        }
        return schema;
    }

    private static Map<String, Node> keywords(Located at) {
        Map<String, Node> members = new LinkedHashMap<>();
        if (at.node() instanceof Node.Mapping mapping) {
            mapping.members().forEach((name, value) -> {
                if (!NO_KEYWORDS.contains(name)) {
                    members.put(name, value);
                }
            });
            Node example = mapping.get("x-example");
            if (example != null) {
                members.putIfAbsent("example", example);
            }
        }
        return members;
    }

    private static Located located(Located at, Map<String, Node> members) {
        Node schema = at.node() instanceof Node.Mapping mapping
                ? new Node.Mapping(mapping.place(), members, mapping.keyPlaces())
                : at.node();
        return new Located(schema, at.pointer(), at.via());
    }
}
