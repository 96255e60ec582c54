package dev.sluice.proxy.upstream;

import java.net.URI;

/**
 * One server, or all servers behind one name.
 *
 * @param url {@code http} or {@code https}, host and port; no path, no credentials, no query
 * @param weight its share of the requests, relative to the other ones, from 1 to 1,000; all addresses of a name have it together
 */
public record TargetSettings(URI url, int weight) {

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public TargetSettings {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        boolean bare = url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && (url.getRawPath() == null || url.getRawPath().isEmpty() || "/".equals(url.getRawPath()));
        new SettingFaults()
                .when(
                        !http || url.getHost() == null || !bare || url.getPort() == 0 || url.getPort() > 65_535,
                        "url: expected http:// or https://, a host and perhaps a port, and nothing else")
                .number("weight", weight, 1, 1_000)
                .check();
    }

    boolean tls() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Without the brackets of an IPv6 address. */
    String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int own = tls() ? 443 : 80;
        return url.getPort() < 0 ? own : url.getPort();
    }
}
