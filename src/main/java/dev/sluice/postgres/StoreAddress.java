package dev.sluice.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and as whom to use it. Its text never holds the password.
 *
 * @param host a name or an IP address, without brackets
 * @param rootCertificate a PEM file to trust instead of what the JVM trusts ({@code sslrootcert}), or null
 */
public record StoreAddress(
        String host,
        int port,
        String database,
        String user,
        Password password,
        TlsMode tls,
        @Nullable String rootCertificate) {

    private static final String FORM =
            "postgresql://user:password@host:5432/database?sslmode=…, special characters percent-encoded";
    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads a connection URI.
     *
     * @throws IllegalArgumentException that says what was expected and repeats nothing of the text
     * @see <a href="https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection URIs</a>
     */
    public static StoreAddress parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            // not as the cause: its message repeats the text, and with it the password
            throw unreadable("is no URI");
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw unreadable("has another scheme");
        }
        if (uri.getHost() == null) {
            throw unreadable("names no host");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        if (path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw unreadable("names no database");
        }
        if (userInfo.isEmpty() || userInfo.startsWith(":")) {
            throw unreadable("names no user");
        }
        int colon = userInfo.indexOf(':');
        return new StoreAddress(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decoded(path.substring(1)),
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                new Password(colon < 0 ? "" : decoded(userInfo.substring(colon + 1))),
                TlsMode.parse(option(uri, "sslmode", TlsMode.PREFER.toString())),
                rootCertificate(uri));
    }

    private static @Nullable String rootCertificate(URI uri) {
        String file = option(uri, "sslrootcert", "");
        return file.isEmpty() ? null : file;
    }

    private static String option(URI uri, String name, String fallback) {
        String value = fallback;
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (key.equals(name) && equals > 0) {
                value = decoded(pair.substring(equals + 1));
            } else if (!pair.isEmpty() && !key.equals("sslmode") && !key.equals("sslrootcert")) {
                throw unreadable("has a parameter that is not known (sslmode and sslrootcert are)");
            }
        }
        return value;
    }

    private static String decoded(String text) {
        // a plus is a plus here: these are no form fields
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException unreadable(String problem) {
        return new IllegalArgumentException("url: " + problem + " (expected: " + FORM + ")");
    }

    /** For JDBC, without user and password: those are in {@link #jdbcProperties}. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + bracketed() + ":" + port + "/"
                + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    Properties jdbcProperties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.value());
        properties.setProperty("sslmode", tls.toString());
        properties.setProperty("ApplicationName", "sluice");
        if (rootCertificate != null) {
            properties.setProperty("sslrootcert", rootCertificate);
        } else if (tls == TlsMode.VERIFY_CA || tls == TlsMode.VERIFY_FULL) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return properties;
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + bracketed() + ":" + port + "/" + database;
    }
}
