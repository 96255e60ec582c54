package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths that the URLs of servers put in front of every path of a contract. */
final class BasePaths {

    /** A contract is served at no more base paths than this, so that variables cannot multiply its routes. */
    private static final int MAX_PATHS = 32;

    private final Findings findings;

    BasePaths(Findings findings) {
        this.findings = findings;
    }

    /**
     * The paths of an object's {@code servers}, each once and without a slash at its end: those of the first server
     * first, the defaults of its variables before their other values.
     *
     * @return null where it has none
     */
    @Nullable
    List<String> read(Located owner) {
        Located servers = owner.member("servers");
        if (servers == null || !findings.isArray(servers) || servers.items().isEmpty()) {
            return null;
        }
        Set<String> paths = new LinkedHashSet<>();
        for (Located server : servers.items()) {
            if (findings.isObject(server)) {
                urls(server).forEach(url -> paths.add(bounded(path(url), server)));
            }
        }
        if (paths.size() > MAX_PATHS) {
            findings.warning(
                    servers, "more than " + MAX_PATHS + " base paths; only the first " + MAX_PATHS + " are served");
        }
        return paths.isEmpty() ? null : paths.stream().limit(MAX_PATHS).toList();
    }

    private String bounded(String path, Located server) {
        if (path.chars().filter(c -> c == '/').count() <= PathTemplate.MAX_SEGMENTS) {
            return path;
        }
        findings.fault(
                server,
                "the path of the url has too many segments (expected: at most " + PathTemplate.MAX_SEGMENTS + ")");
        return "";
    }

    private List<String> urls(Located server) {
        Located url = server.member("url");
        if (url == null) {
            findings.fault(server, "a server without url");
            return List.of();
        }
        String text = findings.text(url);
        List<String> urls = text == null ? List.of() : List.of(text);
        for (Map.Entry<String, List<String>> variable :
                values(text, url, server).entrySet()) {
            String expression = "{" + variable.getKey() + "}";
            List<String> filled = new ArrayList<>();
            for (String value : variable.getValue()) {
                for (String begun : urls) {
                    filled.add(begun.replace(expression, value));
                }
            }
            // one more than is served, so that the excess is told
            urls = filled.stream().distinct().limit(MAX_PATHS + 1L).toList();
        }
        return urls;
    }

    /** The values of the variables in a URL, the default of each first. */
    private Map<String, List<String>> values(@Nullable String url, Located at, Located server) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int open = url == null ? -1 : url.indexOf('{');
        while (url != null && open >= 0) {
            int close = url.indexOf('}', open);
            if (close < 0) {
                findings.fault(at, "a '{' without its '}'");
                break;
            }
            String name = url.substring(open + 1, close);
            values.computeIfAbsent(name, added -> valuesOf(added, at, server));
            open = url.indexOf('{', close);
        }
        return values;
    }

    private List<String> valuesOf(String name, Located at, Located server) {
        Located variables = server.member("variables");
        Located variable = variables == null ? null : variables.member(name);
        String otherwise = variable == null ? null : scalar(variable.member("default"));
        if (variable == null || otherwise == null) {
            findings.fault(
                    at,
                    "the variable {" + name + "} has no default (expected: variables: {" + name + ": {default: …}})");
            return List.of("");
        }
        Set<String> values = new LinkedHashSet<>();
        Located allowed = variable.member("enum");
        if (allowed != null && findings.isArray(allowed)) {
            for (Located item : allowed.items()) {
                String value = scalar(item);
                if (value != null) {
                    values.add(value);
                }
            }
            if (!values.contains(otherwise)) {
                findings.warning(variable, "the default is not in the enum (expected: one of its values)");
            }
        }
        Set<String> ordered = new LinkedHashSet<>(List.of(otherwise));
        ordered.addAll(values);
        return List.copyOf(ordered);
    }

    private static @Nullable String scalar(@Nullable Located at) {
        return at != null && at.node() instanceof Node.Scalar scalar ? scalar.text() : null;
    }

    private static String path(String url) {
        int scheme = url.indexOf("://");
        int authority = scheme >= 0 ? scheme + 3 : url.startsWith("//") ? 2 : -1;
        String path = url;
        if (authority >= 0) {
            int slash = url.indexOf('/', authority);
            path = slash < 0 ? "" : url.substring(slash);
        }
        int end = afterPath(path);
        int start = afterDots(path, end);
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        String kept = path.substring(start, end);
        return kept.isEmpty() || kept.startsWith("/") ? kept : "/" + kept;
    }

    /** Where the query or the fragment of a reference begins, or its end. */
    private static int afterPath(String reference) {
        int end = 0;
        while (end < reference.length() && reference.charAt(end) != '?' && reference.charAt(end) != '#') {
            end++;
        }
        return end;
    }

    /** Behind the segments {@code .} and {@code ..} at the beginning. */
    private static int afterDots(String path, int end) {
        int start = 0;
        while (start < end && path.charAt(start) == '.') {
            int dots = start + 1 < end && path.charAt(start + 1) == '.' ? 2 : 1;
            int next = start + dots;
            if (next < end && path.charAt(next) != '/') {
                break;
            }
            start = Math.min(next + 1, end);
        }
        return start;
    }
}
