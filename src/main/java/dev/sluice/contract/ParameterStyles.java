package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a parameter is written, and warns of what the table of styles leaves undefined (OpenAPI 3.1, 4.8.12). */
final class ParameterStyles {

    private static final TypeSet SCALARS =
            TypeSet.of(TypeSet.Type.BOOLEAN, TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.STRING);
    private static final TypeSet NESTED = TypeSet.of(TypeSet.Type.ARRAY, TypeSet.Type.OBJECT);

    /** The first style of a place is its default. */
    private static final Map<In, Map<String, Style>> STYLES = styles();

    /** Swagger 2.0 has the same delimiters in all places. */
    private static final Map<String, Style> DELIMITERS = Map.of(
            "spaceDelimited", Style.SPACE_DELIMITED,
            "pipeDelimited", Style.PIPE_DELIMITED,
            "tabDelimited", Style.TAB_DELIMITED);

    private final Findings findings;
    private final SpecVersion version;

    ParameterStyles(SpecVersion version, Findings findings) {
        this.version = version;
        this.findings = findings;
    }

    Style style(Located at, In in) {
        Map<String, Style> styles = STYLES.getOrDefault(in, Map.of());
        Style otherwise = styles.values().iterator().next();
        String text = findings.text(at, "style");
        if (text == null) {
            return otherwise;
        }
        Style style = styles.get(text);
        if (style == null && version == SpecVersion.V2_0) {
            style = DELIMITERS.get(text);
        }
        if (style == null) {
            findings.fault(
                    at,
                    "'" + text + "' is no style of a " + in + " parameter (expected: "
                            + String.join(", ", styles.keySet()) + ")");
            return otherwise;
        }
        return style;
    }

    boolean explode(Located at, Style style) {
        return findings.flag(at, "explode", style == Style.FORM);
    }

    /** Of arrays within the array. */
    List<Style> ofItems(@Nullable Located at) {
        Located styles = at == null || version != SpecVersion.V2_0 ? null : at.member(CollectionFormat.OF_ITEMS);
        return styles == null
                ? List.of()
                : styles.items().stream()
                        .map(item -> DELIMITERS.getOrDefault(String.valueOf(item.text()), Style.SIMPLE))
                        .toList();
    }

    boolean allowEmptyValue(Located at, In in) {
        boolean allowed = findings.flag(at, "allowEmptyValue", false);
        if (allowed && in != In.QUERY) {
            findings.warning(at, "allowEmptyValue is for query parameters; it is ignored");
        }
        return allowed && in == In.QUERY;
    }

    void warnOfUndefined(Located at, ParameterPlan plan) {
        TypeSet types = plan.schema().types();
        if (types.equals(TypeSet.ANY)) {
            return;
        }
        boolean scalar = types.and(SCALARS).bits() != 0;
        boolean nested = types.and(NESTED).bits() != 0;
        switch (plan.style()) {
            case SPACE_DELIMITED, PIPE_DELIMITED, TAB_DELIMITED -> {
                if (plan.explode() || (scalar && !nested)) {
                    undefined(at, "this style with explode, or of a single value,", "it is read as form");
                }
            }
            case DEEP_OBJECT -> {
                if (at.member("explode") != null && !plan.explode()) {
                    undefined(at, "deepObject without explode", "it is read as with explode");
                }
                if (!types.has(TypeSet.Type.OBJECT)) {
                    undefined(at, "deepObject of what is no object", "it is read as form");
                }
            }
            case FORM -> {
                if (plan.in() == In.COOKIE && plan.explode() && nested) {
                    undefined(at, "an exploded array or object in cookies", "each piece may be a cookie of its own");
                }
            }
            default -> {}
        }
        if (plan.style() != Style.DEEP_OBJECT && plan.itemStyles().isEmpty() && nests(plan.schema())) {
            undefined(at, "an array or object inside of another", "it is read as JSON");
        }
    }

    private static boolean nests(Schema schema) {
        Outline outline = schema.outline();
        return (schema.types().has(TypeSet.Type.ARRAY) && onlyNested(outline.item(0)))
                || (schema.types().has(TypeSet.Type.OBJECT)
                        && outline.names().stream().anyMatch(name -> onlyNested(outline.member(name))));
    }

    private static boolean onlyNested(Outline outline) {
        return outline.types().and(SCALARS).bits() == 0
                && outline.types().and(NESTED).bits() != 0;
    }

    private void undefined(Located at, String what, String how) {
        findings.warning(at, "OpenAPI leaves undefined how " + what + " is written; " + how);
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
