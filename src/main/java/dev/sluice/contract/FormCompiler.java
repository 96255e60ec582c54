package dev.sluice.contract;

import dev.sluice.contract.FormPlan.Field;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.Direction;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles how the fields of forms are read: each property of the schema, with its {@code encoding}. */
final class FormCompiler {

    private static final Map<String, Style> STYLES = Map.of(
            "form", Style.FORM,
            "spaceDelimited", Style.SPACE_DELIMITED,
            "pipeDelimited", Style.PIPE_DELIMITED,
            "tabDelimited", Style.TAB_DELIMITED,
            "deepObject", Style.DEEP_OBJECT);

    private final Compilation compilation;
    private final Findings findings;
    private final Included included;
    private final HeadersCompiler headers;
    private final ParameterStyles styles;

    FormCompiler(Compilation compilation, Included included) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.included = included;
        this.headers = new HeadersCompiler(compilation);
        this.styles = new ParameterStyles(compilation.version(), findings);
    }

    FormPlan compile(Located schema, @Nullable Located encoding, Direction direction) {
        Map<String, Located> properties = Included.properties(included.of(schema));
        Map<String, Field> fields = new LinkedHashMap<>();
        Map<String, Field> owners = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            Located own = encoding == null ? null : encoding.member(name);
            Field field = field(name, property, own, direction);
            fields.put(name, field);
            if (field.styled() && isExplodedObject(field.parameter())) {
                Included.properties(included.of(property))
                        .keySet()
                        .forEach(member -> owners.putIfAbsent(member, field));
            }
        });
        if (encoding != null && findings.isObject(encoding)) {
            for (String name : encoding.names()) {
                if (!properties.containsKey(name) && !name.startsWith("x-")) {
                    findings.warningOfName(
                            encoding,
                            name,
                            "the schema has no property '" + name + "'" + Nearest.hint(name, properties.keySet())
                                    + "; its encoding is ignored");
                }
            }
        }
        return new FormPlan(fields, owners);
    }

    private static boolean isExplodedObject(ParameterPlan field) {
        return field.style() == Style.FORM
                && field.explode()
                && field.schema().types().equals(TypeSet.of(TypeSet.Type.OBJECT));
    }

    private Field field(String name, Located property, @Nullable Located encoding, Direction direction) {
        Style style = encoding == null ? Style.FORM : style(encoding);
        Schema schema = compilation.schema(property, direction);
        ParameterPlan parameter = new ParameterPlan(
                        name,
                        In.QUERY,
                        false,
                        style,
                        encoding == null
                                ? style == Style.FORM
                                : findings.flag(encoding, "explode", style == Style.FORM),
                        encoding != null && findings.flag(encoding, "allowReserved", false),
                        false,
                        schema,
                        null,
                        ErrorCodes.NONE,
                        property.pointer())
                .withItems(styles.ofItems(encoding));
        boolean styled = encoding != null
                && (encoding.member("style") != null
                        || encoding.member("explode") != null
                        || encoding.member("allowReserved") != null);
        return new Field(
                parameter,
                styled,
                encoding == null ? List.of() : contentTypes(encoding),
                isBinary(property),
                encoding == null ? List.of() : headers.compile(encoding.member("headers"), direction),
                styled && !parameter.explode() && compilation.version() == SpecVersion.V2_0);
    }

    private Style style(Located encoding) {
        String text = findings.text(encoding, "style");
        Style style = text == null ? Style.FORM : STYLES.get(text);
        if (style == null || (style == Style.TAB_DELIMITED && compilation.version() != SpecVersion.V2_0)) {
            findings.warning(
                    encoding,
                    "'" + text + "' is no style of a field (expected: form, spaceDelimited, pipeDelimited, deepObject);"
                            + " taken as form");
            return Style.FORM;
        }
        return style;
    }

    private List<MediaRange> contentTypes(Located encoding) {
        List<MediaRange> ranges = new ArrayList<>();
        String text = findings.text(encoding, "contentType");
        for (String type : text == null ? new String[0] : text.split(",", -1)) {
            try {
                ranges.add(MediaRange.parse(type.strip()));
            } catch (IllegalArgumentException e) {
                findings.warning(encoding, e.getMessage() + "; it is ignored");
            }
        }
        return List.copyOf(ranges);
    }

    private boolean isBinary(Located property) {
        List<Located> schemas = included.of(property);
        return Included.isBinary(schemas)
                || schemas.stream().anyMatch(schema -> {
                    Located items = schema.member("items");
                    return items != null && Included.isBinary(included.of(items));
                });
    }
}
