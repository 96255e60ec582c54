package dev.sluice.schema.pattern;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The properties of {@code \p{…}}: general categories, scripts and some binary ones. */
final class UnicodeProperties {

    /** The short names of {@link Character#getType}, in the order of its constants, one of which is not used. */
    private static final List<String> CATEGORIES = List.of(
            "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "-",
            "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf");

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
        if (property.equals("Any")) {
            return CodePoints.NONE.not();
        }
        int equals = property.indexOf('=');
        String name = property.substring(0, Math.max(equals, 0));
        String value = property.substring(equals + 1);
        String java = switch (name) {
            case "" -> value.equals("ASCII") || value.length() > 2 ? "Is" + value : value;
            case "General_Category", "gc" -> value;
            case "Script", "sc", "Script_Extensions", "scx" -> "IsScript=" + value;
            default -> "";
        };
        return ofJava(category(java));
    }

    /** Java knows the categories by their short names only. */
    private static String category(String name) {
        return switch (name.replaceFirst("^Is", "").toLowerCase(Locale.ROOT)) {
            case "letter" -> "L";
            case "uppercase_letter" -> "Lu";
            case "lowercase_letter" -> "Ll";
            case "mark" -> "M";
            case "number" -> "N";
            case "decimal_number" -> "Nd";
            case "punctuation", "punct" -> "P";
            case "symbol" -> "S";
            case "separator" -> "Z";
            case "other" -> "C";
            case "ascii" -> "ASCII";
            default -> name.replaceFirst("^IsScript=", "script=");
        };
    }

    private static @Nullable CodePoints ofJava(String name) {
        CodePoints known = KNOWN.get(name);
        if (known == null) {
            known = found(name);
            if (known != null && KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    private static @Nullable CodePoints found(String name) {
        int types = 0;
        for (int type = 0; type < CATEGORIES.size(); type++) {
            types |= CATEGORIES.get(type).startsWith(name) ? 1 << type : 0;
        }
        int wanted = types;
        if (wanted != 0 && !name.isEmpty()) {
            return CodePoints.of(point -> (wanted >> Character.getType(point) & 1) == 1);
        }
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
