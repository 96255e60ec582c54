package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.document.Node;
import dev.sluice.schema.Direction;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles single parameters, each place of the document once. */
final class ParameterCompiler {

    private static final Set<String> EXTENSIONS = Set.of(ErrorCodes.EXTENSION);

    private static final Map<String, In> PLACES =
            Map.of("path", In.PATH, "query", In.QUERY, "header", In.HEADER, "cookie", In.COOKIE);

    private final Compilation compilation;
    private final Findings findings;
    private final ParameterStyles styles;
    private final ContentCompiler contents;
    private final IdentityHashMap<Node, ParameterPlan> known = new IdentityHashMap<>();

    ParameterCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.styles = new ParameterStyles(compilation.version(), findings);
        this.contents = new ContentCompiler(compilation);
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

    /** A path parameter that the contract does not describe. */
    ParameterPlan undeclared(String name, Located operation) {
        return new ParameterPlan(
                name,
                In.PATH,
                true,
                Style.SIMPLE,
                false,
                false,
                false,
                compilation.anything(operation),
                null,
                ErrorCodes.NONE,
                operation.pointer());
    }

    private @Nullable ParameterPlan plan(Located at) {
        new Extensions(findings).warnOfUnknown(at, EXTENSIONS);
        String name = required(at, "name", "the parameter's name");
        In in = in(at);
        if (name == null || in == null) {
            return null;
        }
        if (isWhole(at)) {
            return whole(at, name);
        }
        Style style = styles.style(at, in);
        Map.Entry<MediaRange, Located> content = content(at);
        Located schemaAt =
                content == null ? at.member("schema") : content.getValue().member("schema");
        Schema schema = schema(at, content == null ? null : content.getKey(), schemaAt);
        ParameterPlan plan = new ParameterPlan(
                name,
                in,
                isRequired(at, in),
                style,
                styles.explode(at, style),
                findings.flag(at, "allowReserved", false),
                styles.allowEmptyValue(at, in),
                schema,
                defaultValue(schemaAt, schema),
                ErrorCodes.of(
                        at.node() instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null,
                        at.pointer() + "/" + ErrorCodes.EXTENSION,
                        findings::fault),
                at.pointer(),
                content == null ? null : content.getKey(),
                null,
                styles.ofItems(at));
        if (content == null && findings.faults().isEmpty()) {
            styles.warnOfUndefined(at, plan);
        }
        return plan;
    }

    /** Whether it is the query string itself: OpenAPI 3.2, 4.12. */
    private boolean isWhole(Located at) {
        Located in = at.member("in");
        return compilation.version() == SpecVersion.V3_2 && in != null && "querystring".equals(in.text());
    }

    private @Nullable ParameterPlan whole(Located at, String name) {
        Located content = at.member("content");
        List<MediaTypePlan> types = contents.compile(content, Direction.REQUEST);
        if (types.size() != 1 || at.member("schema") != null || at.member("style") != null) {
            findings.fault(
                    at,
                    "a query string without content of one media type (expected: content:"
                            + " {application/x-www-form-urlencoded: {schema: …}}, without schema and style)");
            return null;
        }
        MediaTypePlan type = types.get(0);
        BodyFormat format = type.format(type.range().type() + '/' + type.range().subtype());
        if (format != BodyFormat.JSON && format != BodyFormat.FORM) {
            findings.warning(at, "a query string of " + type.range() + " is not judged");
        }
        return new ParameterPlan(
                name,
                In.QUERY,
                isRequired(at, In.QUERY),
                Style.FORM,
                false,
                false,
                false,
                type.schema() == null ? compilation.anything(at) : type.schema(),
                null,
                Included.codes(at),
                at.pointer(),
                type.range(),
                type,
                List.of());
    }

    /** The one media type of a parameter that has {@code content} and no schema of its own. */
    private Map.@Nullable Entry<MediaRange, Located> content(Located at) {
        Located content = at.member("content");
        if (content == null) {
            return null;
        }
        if (at.member("schema") != null) {
            findings.warning(content, "content beside a schema (expected: one of the two); it is ignored");
            return null;
        }
        Map<MediaRange, Located> types = MediaTypes.read(content, findings);
        if (types.size() != 1) {
            findings.warning(content, types.size() + " media types (expected: one); the first counts");
        }
        return types.isEmpty() ? null : types.entrySet().iterator().next();
    }

    /** @param content null for a parameter that is written in a style */
    private Schema schema(Located at, @Nullable MediaRange content, @Nullable Located schemaAt) {
        if (content != null && !content.isJson()) {
            findings.warning(at, "the value of a parameter with content of " + content + " is not judged");
            return compilation.anything(at);
        }
        if (schemaAt == null) {
            findings.warning(at, "a parameter without schema; its value is not judged");
            return compilation.anything(at);
        }
        return compilation.schema(schemaAt);
    }

    private @Nullable In in(Located at) {
        String text = required(at, "in", "path, query, header or cookie");
        In in = text == null ? null : PLACES.get(text);
        if (isWhole(at)) {
            return In.QUERY;
        }
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

    private @Nullable JsonValue defaultValue(@Nullable Located at, Schema schema) {
        JsonValue value = at == null ? null : schema.defaultValue();
        if (at != null && value != null && findings.faults().isEmpty() && !schema.accepts(value)) {
            Located own = at.member("default");
            findings.warning(own == null ? at : own, "the default breaks its own schema");
        }
        return value;
    }
}
