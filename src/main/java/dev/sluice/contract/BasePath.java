package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/** The path that a server's URL puts in front of every path of a contract. */
final class BasePath {

    private final Findings findings;

    BasePath(Findings findings) {
        this.findings = findings;
    }

    /**
     * The path of the first of an object's {@code servers}, without a slash at its end.
     *
     * @return null where it has none
     */
    @Nullable
    String read(Located owner) {
        Located servers = owner.member("servers");
        if (servers == null || !findings.isArray(servers) || servers.items().isEmpty()) {
            return null;
        }
        Located server = servers.items().get(0);
        if (!findings.isObject(server)) {
            return null;
        }
        Located url = server.member("url");
        if (url == null) {
            findings.fault(server, "a server without url");
            return null;
        }
        String text = findings.text(url);
        return text == null ? null : path(substituted(text, url, server));
    }

    private String substituted(String url, Located at, Located server) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        int open = url.indexOf('{');
        while (open >= 0) {
            int close = url.indexOf('}', open);
            if (close < 0) {
                findings.fault(at, "a '{' without its '}'");
                break;
            }
            text.append(url, from, open).append(defaultOf(url.substring(open + 1, close), at, server));
            from = close + 1;
            open = url.indexOf('{', from);
        }
        return text.append(url.substring(from)).toString();
    }

    private String defaultOf(String name, Located at, Located server) {
        Located variables = server.member("variables");
        Located variable = variables == null ? null : variables.member(name);
        Located value = variable == null ? null : variable.member("default");
        if (value != null && value.node() instanceof dev.sluice.document.Node.Scalar scalar) {
            return scalar.text();
        }
        findings.fault(
                at, "the variable {" + name + "} has no default (expected: variables: {" + name + ": {default: …}})");
        return "";
    }

    private static String path(String url) {
        int scheme = url.indexOf("://");
        int authority = scheme >= 0 ? scheme + 3 : url.startsWith("//") ? 2 : -1;
        String path = url;
        if (authority >= 0) {
            int slash = url.indexOf('/', authority);
            path = slash < 0 ? "" : url.substring(slash);
        }
        path = path.replaceFirst("[?#].*$", "").replaceFirst("^(\\.{1,2}(/|$))+", "");
        if (!path.startsWith("/")) {
            path = "/" + path;
        }
        return path.replaceFirst("/+$", "");
    }
}
