package dev.sluice.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Swagger 2.0 writes the items of an array: OpenAPI 3's styles have other names, and none for tabs. */
enum CollectionFormat {
    CSV(null),
    SSV("spaceDelimited"),
    TSV("tabDelimited"),
    PIPES("pipeDelimited"),
    /** Each item by itself. */
    MULTI(null);

    /** The member of a view that has the styles of the arrays within an array. */
    static final String OF_ITEMS = "itemStyles";

    private static final String MEMBER = "collectionFormat";

    private final @Nullable String style;

    CollectionFormat(@Nullable String style) {
        this.style = style;
    }

    static boolean isArray(@Nullable Located at) {
        Located type = at == null ? null : at.member("type");
        return type != null && "array".equals(type.text());
    }

    /** Of an array, or null for what is none. */
    static @Nullable CollectionFormat read(Located at, boolean several, Findings findings) {
        Located member = at.member(MEMBER);
        String text = member == null ? null : findings.text(member);
        if (!isArray(at)) {
            if (member != null) {
                findings.warning(member, "a collectionFormat of what is no array; it is ignored");
            }
            return null;
        }
        if (member == null || text == null) {
            return CSV;
        }
        for (CollectionFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                if (format != MULTI || several) {
                    return format;
                }
                findings.warning(
                        member,
                        "multi is for parameters in: query and formData (expected: csv, ssv, tsv or pipes); it is"
                                + " read as csv");
                return CSV;
            }
        }
        findings.fault(
                member,
                "'" + text + "' is no collectionFormat (expected: csv, ssv, tsv, pipes" + (several ? ", multi" : "")
                        + ")");
        return CSV;
    }

    /**
     * Puts the style of an array into the members of its view.
     *
     * @param several whether a name may stand in this place more than once
     */
    static void describe(Located at, boolean several, Findings findings, Map<String, Located> members) {
        CollectionFormat format = read(at, several, findings);
        if (format == null) {
            return;
        }
        Located written = at.member(MEMBER);
        Located from = written == null ? at : written;
        if (format.style != null) {
            members.put("style", SwaggerView.text(from, format.style));
        } else if (several) {
            members.put("style", SwaggerView.text(from, "form"));
            members.put("explode", SwaggerView.flag(from, format == MULTI));
        }
        ofItems(at, format, findings, members);
    }

    private static void ofItems(Located at, CollectionFormat format, Findings findings, Map<String, Located> members) {
        List<Located> styles = new ArrayList<>();
        CollectionFormat outer = format;
        Located items = at.member("items");
        while (items != null) {
            CollectionFormat inner = read(items, false, findings);
            if (inner != null) {
                if (inner == outer) {
                    findings.warning(
                            items,
                            "the items of this array are parted as those of the one around it are (expected: another"
                                    + " collectionFormat)");
                }
                styles.add(SwaggerView.text(items, inner.style == null ? "simple" : inner.style));
            }
            outer = inner == null ? outer : inner;
            items = inner == null ? null : items.member("items");
        }
        if (!styles.isEmpty()) {
            members.put(OF_ITEMS, SwaggerView.array(at, styles));
        }
    }
}
