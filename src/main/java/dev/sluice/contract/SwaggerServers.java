package dev.sluice.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the servers of a document of its {@code schemes}, {@code host} and {@code basePath}. */
record SwaggerServers(Findings findings) {

    /** @return null where it says nothing of them */
    @Nullable
    Located of(Located root) {
        String host = host(root.member("host"));
        List<String> schemes = schemes(root.member("schemes"));
        Located at = root.member("basePath");
        String path = at == null ? "" : path(at);
        Located from = at == null ? root.member("host") : at;
        if (from == null) {
            return null;
        }
        List<Located> servers = new ArrayList<>();
        for (String scheme : host.isEmpty() ? List.of("") : schemes) {
            String url = host.isEmpty() ? path : scheme + "//" + host + path;
            Map<String, Located> server = new LinkedHashMap<>();
            server.put("url", SwaggerView.text(from, url.isEmpty() ? "/" : url));
            servers.add(SwaggerView.made(from, server));
        }
        return SwaggerView.array(from, servers);
    }

    private String host(@Nullable Located at) {
        String host = at == null ? null : findings.text(at);
        if (at == null || host == null) {
            return "";
        }
        int scheme = host.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int end = start;
        while (end < host.length() && "/?#{}".indexOf(host.charAt(end)) < 0) {
            end++;
        }
        if (start > 0 || end < host.length()) {
            findings.warning(at, "not a host (expected: a name or address and a port, such as api.example:8080)");
        }
        return host.substring(start, end);
    }

    private String path(Located at) {
        String path = findings.text(at);
        if (path == null) {
            return "";
        }
        if (path.indexOf('{') >= 0 || path.indexOf('}') >= 0) {
            findings.fault(at, "a basePath with a template (expected: such as /v1, without '{' and '}')");
            return "";
        }
        if (path.chars().filter(c -> c == '/').count() > PathTemplate.MAX_SEGMENTS) {
            findings.fault(
                    at, "the basePath has too many segments (expected: at most " + PathTemplate.MAX_SEGMENTS + ")");
            return "";
        }
        if (!path.startsWith("/")) {
            findings.warning(at, "a basePath without a slash at its beginning (expected: such as /v1); it has one");
            return "/" + path;
        }
        return path;
    }

    private List<String> schemes(@Nullable Located list) {
        List<String> schemes = new ArrayList<>();
        if (list != null && findings.isArray(list)) {
            for (Located item : list.items()) {
                String scheme = findings.text(item);
                if (scheme != null) {
                    schemes.add(scheme + ":");
                }
            }
        }
        return schemes.isEmpty() ? List.of("") : schemes;
    }
}
