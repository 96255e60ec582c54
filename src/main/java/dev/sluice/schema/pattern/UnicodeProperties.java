package dev.sluice.schema.pattern;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The properties of {@code \p{…}}: general categories, scripts with their extensions, and the binary ones of ECMA-262. */
final class UnicodeProperties {

    /** The short names of {@link Character#getType}, in the order of its constants, one of which is not used. */
    private static final List<String> CATEGORIES = List.of(
            "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "-",
            "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf");

    private static final Set<String> CASED = Set.of("Lu", "Ll", "Lt");

    /** The long names of categories, in lower case. */
    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("cased_letter", "LC"),
            Map.entry("uppercase_letter", "Lu"),
            Map.entry("lowercase_letter", "Ll"),
            Map.entry("titlecase_letter", "Lt"),
            Map.entry("modifier_letter", "Lm"),
            Map.entry("other_letter", "Lo"),
            Map.entry("letter", "L"),
            Map.entry("mark", "M"),
            Map.entry("combining_mark", "M"),
            Map.entry("nonspacing_mark", "Mn"),
            Map.entry("spacing_mark", "Mc"),
            Map.entry("enclosing_mark", "Me"),
            Map.entry("number", "N"),
            Map.entry("decimal_number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("letter_number", "Nl"),
            Map.entry("other_number", "No"),
            Map.entry("punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("connector_punctuation", "Pc"),
            Map.entry("dash_punctuation", "Pd"),
            Map.entry("open_punctuation", "Ps"),
            Map.entry("close_punctuation", "Pe"),
            Map.entry("initial_punctuation", "Pi"),
            Map.entry("final_punctuation", "Pf"),
            Map.entry("other_punctuation", "Po"),
            Map.entry("symbol", "S"),
            Map.entry("math_symbol", "Sm"),
            Map.entry("currency_symbol", "Sc"),
            Map.entry("modifier_symbol", "Sk"),
            Map.entry("other_symbol", "So"),
            Map.entry("separator", "Z"),
            Map.entry("space_separator", "Zs"),
            Map.entry("line_separator", "Zl"),
            Map.entry("paragraph_separator", "Zp"),
            Map.entry("other", "C"),
            Map.entry("control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("format", "Cf"),
            Map.entry("surrogate", "Cs"),
            Map.entry("private_use", "Co"),
            Map.entry("unassigned", "Cn"));

    /** A property is looked up in all of Unicode, and contracts name the same few again and again. */
    private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();

    /** Java takes scripts in any case, so there is no end of names. */
    private static final int MOST_KNOWN = 256;

    private UnicodeProperties() {}

    /** @return null when there is no such property */
    static @Nullable CodePoints find(String property) {
        if (!property.matches("[A-Za-z0-9_]+(=[A-Za-z0-9_]+)?")) {
            return null;
        }
        CodePoints known = KNOWN.get(property);
        if (known == null) {
            known = sought(property);
            if (known != null && KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(property, known);
            }
        }
        return known;
    }

    private static @Nullable CodePoints sought(String property) {
        int equals = property.indexOf('=');
        String value = property.substring(equals + 1);
        return switch (property.substring(0, Math.max(equals, 0))) {
            case "" -> lone(value);
            case "General_Category", "gc" -> category(value);
            case "Script", "sc" -> script(value);
            case "Script_Extensions", "scx" -> extensions(value);
            default -> null;
        };
    }

    private static @Nullable CodePoints lone(String name) {
        return switch (name) {
            case "Any" -> CodePoints.NONE.not();
            case "ASCII" -> CodePoints.range(0, 0x7F);
            case "Assigned" -> CodePoints.of(point -> Character.getType(point) != Character.UNASSIGNED);
            default -> {
                CodePoints category = category(name);
                CodePoints binary = category == null ? UnicodeTable.property(name) : category;
                // what other dialects have besides
                yield binary == null ? java(name.length() > 2 ? "Is" + name : name) : binary;
            }
        };
    }

    private static @Nullable CodePoints script(String name) {
        try {
            UnicodeScript script = UnicodeScript.forName(name);
            return CodePoints.of(point -> UnicodeScript.of(point) == script);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable CodePoints extensions(String script) {
        CodePoints own = script(script);
        if (own == null) {
            return null;
        }
        CodePoints changed = UnicodeTable.extensions(UnicodeScript.forName(script));
        return own.and(changed.not()).or(changed.and(own.not()));
    }

    private static @Nullable CodePoints category(String name) {
        String brief = LONG.getOrDefault(name.toLowerCase(Locale.ROOT), name);
        int types = 0;
        for (int type = 0; type < CATEGORIES.size(); type++) {
            String category = CATEGORIES.get(type);
            boolean cased = brief.equals("LC") && CASED.contains(category);
            types |= cased || category.startsWith(brief) ? 1 << type : 0;
        }
        int wanted = types;
        return wanted == 0 || brief.isEmpty()
                ? null
                : CodePoints.of(point -> (wanted >> Character.getType(point) & 1) == 1);
    }

    private static @Nullable CodePoints java(String name) {
        try {
            StringBuilder text = new StringBuilder(2);
            Matcher matcher = Pattern.compile("\\p{" + name + "}").matcher(text);
            return CodePoints.of(point -> {
                text.setLength(0);
                text.appendCodePoint(point);
                return matcher.reset().matches();
            });
        } catch (PatternSyntaxException unknown) {
            return null;
        }
    }
}
