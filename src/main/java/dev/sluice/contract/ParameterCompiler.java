package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles single parameters, each place of the document once. */
final class ParameterCompiler {

    private static final Set<String> EXTENSIONS = Set.of(ErrorCodes.EXTENSION);
    private static final int LONGEST_CHAIN = 50;

    private static final Map<String, In> PLACES =
            Map.of("path", In.PATH, "query", In.QUERY, "header", In.HEADER, "cookie", In.COOKIE);

    /** OpenAPI 3.1, 4.8.12.3; the first style of a place is its default. */
    private static final Map<In, Map<String, Style>> STYLES = styles();

    private final Compilation compilation;
    private final Findings findings;
    private final IdentityHashMap<Node, ParameterPlan> known = new IdentityHashMap<>();

    ParameterCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
    }

    /** @return null after a fault that leaves no parameter */
    @Nullable
    ParameterPlan compile(Located at) {
        ParameterPlan plan = known.get(at.node());
        if (plan == null) {
            plan = plan(at);
            if (plan != null) {
                known.put(at.node(), plan);
            }
        }
        return plan;
    }

    private @Nullable ParameterPlan plan(Located at) {
        new Extensions(findings).warnOfUnknown(at, EXTENSIONS);
        String name = required(at, "name", "the parameter's name");
        In in = in(at);
        if (name == null || in == null) {
            return null;
        }
        Style style = style(at, in);
        Located schemaAt = at.member("schema");
        Schema schema = schemaAt == null ? withoutSchema(at) : compilation.schema(schemaAt);
        return new ParameterPlan(
                name,
                in,
                isRequired(at, in),
                style,
                findings.flag(at, "explode", style == Style.FORM),
                findings.flag(at, "allowReserved", false),
                findings.flag(at, "allowEmptyValue", false),
                schema,
                schemaAt == null ? null : defaultValue(schemaAt, schema),
                ErrorCodes.of(
                        at.node() instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null,
                        at.pointer() + "/" + ErrorCodes.EXTENSION,
                        findings::fault),
                at.pointer());
    }

    private @Nullable In in(Located at) {
        String text = required(at, "in", "path, query, header or cookie");
        In in = text == null ? null : PLACES.get(text);
        if (text != null && in == null) {
            findings.fault(at, "'" + text + "' is no place for a parameter (expected: path, query, header or cookie)");
        }
        return in;
    }

    private @Nullable String required(Located at, String name, String expected) {
        if (at.member(name) == null) {
            findings.fault(at, "a parameter without " + name + " (expected: " + expected + ")");
            return null;
        }
        return findings.text(at, name);
    }

    private boolean isRequired(Located at, In in) {
        boolean required = findings.flag(at, "required", false);
        if (in == In.PATH && !required) {
            findings.warning(at, "a path parameter that is not required (expected: required: true); it is required");
        }
        return required || in == In.PATH;
    }

    private Style style(Located at, In in) {
        Map<String, Style> styles = STYLES.getOrDefault(in, Map.of());
        Style otherwise = styles.values().iterator().next();
        String text = findings.text(at, "style");
        if (text == null) {
            return otherwise;
        }
        Style style = styles.get(text);
        if (style == null) {
            findings.fault(
                    at,
                    "'" + text + "' is no style of a " + in + " parameter (expected: "
                            + String.join(", ", styles.keySet()) + ")");
            return otherwise;
        }
        return style;
    }

    private Schema withoutSchema(Located at) {
        findings.warning(
                at,
                at.member("content") == null
                        ? "a parameter without schema; its value is not judged"
                        : "the content of a parameter is not judged");
        return compilation.anything(at);
    }

    private @Nullable JsonValue defaultValue(Located schemaAt, Schema schema) {
        Located at = defaultOf(schemaAt, 0);
        if (at == null) {
            return null;
        }
        JsonValue value = Literals.of(at.node());
        if (findings.faults().isEmpty() && !schema.accepts(value)) {
            findings.warning(at, "the default breaks its own schema");
        }
        return value;
    }

    /** The default of a schema, or of what its {@code $ref} leads to. */
    private @Nullable Located defaultOf(Located schema, int passed) {
        Located reference = schema.member("$ref");
        boolean besideReference = reference == null || compilation.dialect() != Dialect.OPENAPI_3_0;
        Located own = besideReference ? schema.member("default") : null;
        String text = reference == null ? null : reference.text();
        if (own != null || text == null || passed == LONGEST_CHAIN) {
            return own;
        }
        var target = compilation.references().find(text, schema.node());
        return target == null ? null : defaultOf(new Located(target.node(), target.pointer(), null), passed + 1);
    }

    private static Map<In, Map<String, Style>> styles() {
        Map<String, Style> path = new LinkedHashMap<>();
        path.put("simple", Style.SIMPLE);
        path.put("label", Style.LABEL);
        path.put("matrix", Style.MATRIX);
        Map<String, Style> query = new LinkedHashMap<>();
        query.put("form", Style.FORM);
        query.put("spaceDelimited", Style.SPACE_DELIMITED);
        query.put("pipeDelimited", Style.PIPE_DELIMITED);
        query.put("deepObject", Style.DEEP_OBJECT);
        Map<In, Map<String, Style>> styles = new EnumMap<>(In.class);
        styles.put(In.PATH, path);
        styles.put(In.QUERY, query);
        styles.put(In.HEADER, Map.of("simple", Style.SIMPLE));
        styles.put(In.COOKIE, Map.of("form", Style.FORM));
        return styles;
    }
}
