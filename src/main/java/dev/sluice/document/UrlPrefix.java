package dev.sluice.document;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The beginning of URLs that documents may be fetched from: {@code https://specs.example/shop} stands for itself and what
 * is below {@code https://specs.example/shop/}, at the same port. Whatever servers could read in two ways is not covered:
 * dot segments, encoded slashes and dots, user information. Immutable.
 */
public final class UrlPrefix {

    /** What a prefix is to look like. */
    public static final String EXPECTED =
            "the beginning of http or https URLs, such as https://specs.example/shop/, without user, query or fragment";

    /** A segment that a server may take for a step up or nowhere; and one that holds what a server may take for a slash. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?i)(?:^|/)(?:\\.|%2e){1,2}(?:;[^/]*)?(?=/|$)|%2f|%5c|%00|\\\\");

    private final String origin;
    private final String path;

    private UrlPrefix(String origin, String path) {
        this.origin = origin;
        this.path = path;
    }

    /** @throws IllegalArgumentException when it is no prefix */
    public static UrlPrefix parse(String text) {
        try {
            URI uri = new URI(text);
            String origin = origin(uri);
            if (origin.isEmpty() || isAmbiguous(uri) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException(EXPECTED);
            }
            return new UrlPrefix(origin, path(uri));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
    }

    /** Whether a URL, with whatever query, is this one or below. */
    boolean covers(URI url) {
        if (isAmbiguous(url) || !origin(url).equals(origin)) {
            return false;
        }
        String other = path(url);
        return other.startsWith(path)
                && (path.endsWith("/") || other.length() == path.length() || other.charAt(path.length()) == '/');
    }

    /** Whether a URL can be fetched at all. */
    static boolean isOfTheWeb(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    /** Scheme, host and port in one spelling; empty for what has none, or more than these. */
    private static String origin(URI url) {
        String host = url.getHost();
        if (!isOfTheWeb(url) || host == null || url.getRawUserInfo() != null) {
            return "";
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        String name = host.startsWith("[") ? address(host) : host.toLowerCase(Locale.ROOT);
        return name.isEmpty() ? "" : scheme + "://" + name + ":" + port;
    }

    /** One spelling of an IPv6 address; empty for one with a zone, which has a meaning on one machine only. */
    private static String address(String host) {
        try {
            // what stands in brackets is an address: no name is looked up
            return host.indexOf('%') >= 0
                    ? ""
                    : "[" + InetAddress.getByName(host).getHostAddress() + "]";
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static String path(URI url) {
        String path = url.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static boolean isAmbiguous(URI url) {
        return AMBIGUOUS.matcher(path(url)).find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UrlPrefix prefix && prefix.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** In one spelling; what {@link #parse} reads. */
    @Override
    public String toString() {
        return origin + path;
    }
}
