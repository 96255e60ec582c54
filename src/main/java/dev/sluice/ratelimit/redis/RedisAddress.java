package dev.sluice.ratelimit.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and as whom to use it. Its text never holds the password.
 *
 * @param host a name or an IP address, without brackets
 * @param tls whether the connection is encrypted, and the server's name verified
 * @param user null for Redis' default user
 * @param password null for none
 */
public record RedisAddress(
        String host,
        int port,
        int database,
        boolean tls,
        @Nullable String user,
        @Nullable String password) {

    /** How it is written. */
    public static final String FORM = "redis://user:password@host:6379/0, or rediss:// for TLS, user, password and"
            + " database optional, special characters percent-encoded";

    private static final int DEFAULT_PORT = 6379;
    private static final int MOST_DATABASES = 1_000_000;

    /** @throws IllegalArgumentException that says what was expected and repeats nothing of the text */
    public static RedisAddress parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            // not as the cause: its message repeats the text, and with it the password
            throw unreadable("is no URI");
        }
        boolean tls = "rediss".equals(uri.getScheme());
        if (!tls && !"redis".equals(uri.getScheme())) {
            throw unreadable("has another scheme");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw unreadable("names no host, or no port");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw unreadable("has a query or a fragment");
        }
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        return new RedisAddress(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                database(uri.getRawPath()),
                tls,
                user.isEmpty() ? null : decoded(user),
                colon < 0 ? null : decoded(userInfo.substring(colon + 1)));
    }

    private static int database(@Nullable String path) {
        if (path == null || path.length() < 2) {
            return 0;
        }
        String digits = path.substring(1);
        if (!digits.matches("[0-9]{1,6}") || Integer.parseInt(digits) >= MOST_DATABASES) {
            throw unreadable("names no database");
        }
        return Integer.parseInt(digits);
    }

    private static String decoded(String text) {
        // a plus is a plus here: these are no form fields
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException unreadable(String problem) {
        return new IllegalArgumentException("url: " + problem + " (expected: " + FORM + ")");
    }

    /** The same with this password. */
    public RedisAddress withPassword(String secret) {
        return new RedisAddress(host, port, database, tls, user, secret);
    }

    /**
     * Another node of the same cluster.
     *
     * @param other empty for the same host
     */
    RedisAddress at(String other, int otherPort) {
        return new RedisAddress(other.isEmpty() ? host : other, otherPort, database, tls, user, password);
    }

    /** Where it is, without user and password. The first database needs no choice, and no right to make one. */
    String endpoint() {
        return database == 0 ? server() : toString();
    }

    private String server() {
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (tls ? "rediss://" : "redis://") + bracketed + ":" + port;
    }

    @Override
    public String toString() {
        return server() + "/" + database;
    }
}
