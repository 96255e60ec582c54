package dev.sluice.traffic.record;

import dev.sluice.traffic.Redaction;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query, a form or a path without its secrets; the rest stays as it came. */
final class RedactedPairs {

    /** As it stands in a URL. */
    private static final String TEXT =
            "%5B" + Redaction.REDACTED.replace("[", "").replace("]", "") + "%5D";

    private RedactedPairs() {}

    /** @param root pointer in front of the names */
    static String of(String pairs, Secrets secrets, String root, List<String> redacted) {
        StringBuilder text = new StringBuilder(pairs.length());
        for (int from = 0; from <= pairs.length(); ) {
            int end = pairs.indexOf('&', from);
            end = end < 0 ? pairs.length() : end;
            int equals = pairs.indexOf('=', from);
            if (equals < 0 || equals > end) {
                text.append(pairs, from, end);
            } else {
                String name = decoded(pairs.substring(from, equals));
                String value = decoded(pairs.substring(equals + 1, end));
                boolean secret = name == null || value == null || isSecret(name, secrets) || isCredential(value);
                text.append(pairs, from, equals + 1);
                if (secret) {
                    text.append(TEXT);
                    redacted.add(root + "/" + pointer(name == null ? "" : name));
                } else {
                    text.append(pairs, equals + 1, end);
                }
            }
            if (end < pairs.length()) {
                text.append('&');
            }
            from = end + 1;
        }
        return text.toString();
    }

    /** Also of an object's member: {@code login[password]}. */
    private static boolean isSecret(String name, Secrets secrets) {
        int open = name.indexOf('[');
        return secrets.has(name)
                || (open > 0 && name.endsWith("]") && secrets.has(name.substring(open + 1, name.length() - 1)));
    }

    private static boolean isCredential(String value) {
        return value.length() > 5 && Redaction.isCredential(value);
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // nobody knows what it is
            return null;
        }
    }

    /**
     * A path whose secret parameters are left out.
     *
     * @param template of the operation, or null; of several base paths it has the first, so the ends are compared
     */
    static String ofPath(String path, @Nullable String template, Secrets secrets, List<String> redacted) {
        String[] segments = path.split("/", -1);
        String[] templates = template == null ? new String[0] : template.split("/", -1);
        boolean changed = false;
        for (int i = 1; i <= segments.length; i++) {
            String segment = segments[segments.length - i];
            String name = i <= templates.length ? secret(templates[templates.length - i], secrets) : null;
            if (name == null && isCredential(segment)) {
                name = "";
            }
            if (name != null && !segment.isEmpty()) {
                segments[segments.length - i] = TEXT;
                redacted.add("/request/path/" + pointer(name));
                changed = true;
            }
        }
        return changed ? String.join("/", segments) : path;
    }

    /** The name of a secret parameter in a template's segment; null where there is none. */
    private static @Nullable String secret(String segment, Secrets secrets) {
        for (int open = segment.indexOf('{'); open >= 0; open = segment.indexOf('{', open + 1)) {
            int close = segment.indexOf('}', open);
            if (close < 0) {
                return null;
            }
            String name = segment.substring(open + 1, close);
            if (secrets.has(name)) {
                return name;
            }
        }
        return null;
    }

    static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
