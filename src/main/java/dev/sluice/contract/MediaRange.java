package dev.sluice.contract;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A media type or range, lower case: {@code application/json}, {@code text/*}, {@code application/*+json}. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1">RFC 9110, 8.3.1</a>
 */
public final class MediaRange {

    /** The most specific first. */
    static final Comparator<MediaRange> BY_SPECIFICITY =
            Comparator.comparingInt(MediaRange::specificity).reversed();

    /** All media types. */
    static final MediaRange ANY = new MediaRange("*", "*", Map.of());

    private static final String SUFFIX_RANGE = "*+";

    private final String type;
    private final String subtype;
    private final Map<String, String> parameters;
    /** As nearly all are written; null for what is a range or has parameters. */
    private final @Nullable String plain;

    /**
     * @param parameters which a media type must carry to match (names in lower case); mostly empty. A {@code charset} is
     *     not among them: it says how text is written down, not what it is.
     */
    public MediaRange(String type, String subtype, Map<String, String> parameters) {
        this.type = type;
        this.subtype = subtype;
        this.parameters = parameters;
        this.plain = parameters.isEmpty() && !subtype.startsWith("*") ? type + '/' + subtype : null;
    }

    /**
     * @param text such as {@code application/json; charset=utf-8}; a lone star, which some write, means any
     * @throws IllegalArgumentException when it is none
     */
    public static MediaRange parse(String text) {
        int end = typeEnd(text);
        int slash = text.indexOf('/');
        if (end == 1 && text.charAt(0) == '*') {
            return ANY;
        }
        if (slash < 1 || slash >= end - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no media type (expected: type/subtype, such as application/json)");
        }
        String type = text.substring(0, slash).strip().toLowerCase(Locale.ROOT);
        String subtype = text.substring(slash + 1, end).toLowerCase(Locale.ROOT);
        Map<String, String> parameters = parameters(text, end);
        parameters.remove("charset");
        return new MediaRange(type, subtype, Map.copyOf(parameters));
    }

    public String type() {
        return type;
    }

    public String subtype() {
        return subtype;
    }

    /** Which a media type must carry to match. */
    public Map<String, String> parameters() {
        return parameters;
    }

    public boolean isJson() {
        return subtype.equals("json") || subtype.endsWith("+json");
    }

    /** Whether a media type is one of JSON. */
    public static boolean isJson(String contentType) {
        int end = typeEnd(contentType);
        int slash = contentType.indexOf('/');
        return (end - slash == 5 && endsWith(contentType, end, "/json")) || endsWith(contentType, end, "+json");
    }

    /** Whether a media type is one of XML. */
    public static boolean isXml(String contentType) {
        int end = typeEnd(contentType);
        int slash = contentType.indexOf('/');
        return (end - slash == 4 && endsWith(contentType, end, "/xml")) || endsWith(contentType, end, "+xml");
    }

    /** Whether the subtype of a media type ends so. */
    static boolean isSuffixed(String contentType, String suffix) {
        return endsWith(contentType, typeEnd(contentType), suffix);
    }

    /**
     * Whether a text is one media type with its parameters, by the grammar of RFC 9110, 8.3.1. A parameter that stands
     * there twice makes it malformed: one reader takes the first of them, another one the last.
     */
    public static boolean isWellFormed(String contentType) {
        int p = token(contentType, 0);
        if (p == 0 || p >= contentType.length() || contentType.charAt(p) != '/') {
            return false;
        }
        int end = token(contentType, p + 1);
        if (end == p + 1) {
            return false;
        }
        p = space(contentType, end);
        int count = 0;
        while (p < contentType.length() && contentType.charAt(p) == ';') {
            p = space(contentType, p + 1);
            int value = token(contentType, p);
            if (value > p) {
                count++;
                p = value < contentType.length() && contentType.charAt(value) == '='
                        ? value(contentType, value + 1)
                        : -1;
            }
            if (p < 0) {
                return false;
            }
            p = space(contentType, p);
        }
        return p == contentType.length()
                && (count < 2 || parameters(contentType, end).size() == count);
    }

    /** Whether a text is a token (RFC 9110, 5.6.2): the name of a header or a parameter. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && token(text, 0) == text.length();
    }

    /** The value of a media type's parameter, without quotes; null when it has none of this name. */
    public static @Nullable String parameter(String contentType, String name) {
        int end = typeEnd(contentType);
        return end == contentType.length() ? null : parameters(contentType, end).get(name);
    }

    private static int token(String text, int from) {
        int p = from;
        while (p < text.length() && isTokenCharacter(text.charAt(p))) {
            p++;
        }
        return p;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static int space(String text, int from) {
        int p = from;
        while (p < text.length() && (text.charAt(p) == ' ' || text.charAt(p) == '\t')) {
            p++;
        }
        return p;
    }

    /** Behind a token or a quoted string; -1 when there is neither. */
    private static int value(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '"') {
            int end = token(text, from);
            return end == from ? -1 : end;
        }
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i + 1;
            }
            i += text.charAt(i) == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** Whether a media type, as a {@code Content-Type} has it, is in this range. Allocates only for parameters. */
    public boolean matches(String contentType) {
        int end = typeEnd(contentType);
        int slash = contentType.indexOf('/');
        if (slash < 1 || slash >= end - 1) {
            return false;
        }
        return (type.equals("*") || (slash == type.length() && contentType.regionMatches(true, 0, type, 0, slash)))
                && subtypeMatches(contentType, slash + 1, end)
                && (parameters.isEmpty() || parametersMatch(parameters(contentType, end)));
    }

    /** Whether a text is this media type as it is, without parameters, in lower case: as nearly all are written. */
    public boolean is(String contentType) {
        return contentType.equals(plain);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaRange range
                && type.equals(range.type)
                && subtype.equals(range.subtype)
                && parameters.equals(range.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, subtype, parameters);
    }

    /** As it is written in {@code Content-Type}: what is no token is quoted (RFC 9110, 5.6.6). */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type).append('/').append(subtype);
        parameters.forEach((name, value) -> text.append(';')
                .append(name)
                .append('=')
                .append(isToken(value) ? value : '"' + value.replaceAll("[\\\\\"]", "\\\\$0") + '"'));
        return text.toString();
    }

    private boolean subtypeMatches(String contentType, int start, int end) {
        if (subtype.equals("*")) {
            return true;
        }
        if (subtype.startsWith(SUFFIX_RANGE)) {
            String suffix = subtype.substring(1);
            return end - start > suffix.length() && endsWith(contentType, end, suffix);
        }
        return end - start == subtype.length() && contentType.regionMatches(true, start, subtype, 0, end - start);
    }

    private boolean parametersMatch(Map<String, String> actual) {
        return parameters.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equalsIgnoreCase(actual.get(wanted.getKey())));
    }

    private int specificity() {
        int form = type.equals("*") ? 0 : subtype.equals("*") ? 1 : subtype.startsWith(SUFFIX_RANGE) ? 2 : 3;
        return form * 1000 + parameters.size();
    }

    /** Where type and subtype end: at the parameters or the white space before them. */
    private static int typeEnd(String text) {
        int end = text.indexOf(';');
        end = end < 0 ? text.length() : end;
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    private static boolean endsWith(String text, int end, String suffix) {
        return text.regionMatches(true, end - suffix.length(), suffix, 0, suffix.length());
    }

    private static Map<String, String> parameters(String text, int from) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = text.indexOf(';', from);
        while (at >= 0) {
            int next = separator(';', text, at + 1);
            String parameter = text.substring(at + 1, next).strip();
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(parameter.substring(equals + 1).strip()));
            }
            at = next < text.length() ? next : -1;
        }
        return parameters;
    }

    /** Where the next separator stands that is not within quotes (RFC 9110, 5.6.4), from {@code from}; else the end. */
    public static int separator(char separator, String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
