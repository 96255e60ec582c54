package dev.sluice.app.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a Postgres is, with its credentials. Immutable; only {@link #reveal} gives them away. */
public final class ConnectionUrl {

    private final URI uri;

    private ConnectionUrl(URI uri) {
        this.uri = uri;
    }

    /** @return empty unless it is {@code postgresql://[user[:password]@]host[:port]/database[?…]} */
    public static Optional<ConnectionUrl> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            boolean whole = uri.getHost() != null && uri.getPath().length() > 1 && uri.getFragment() == null;
            return postgres && whole && uri.getPort() != 0 && uri.getPort() <= 65535
                    ? Optional.of(new ConnectionUrl(uri))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The whole URL with the password: for the driver, never for a log. */
    public String reveal() {
        return uri.toString();
    }

    /** {@code host:port/database}. */
    public String location() {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionUrl url && uri.equals(url.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** Without user, password and parameters. */
    @Override
    public String toString() {
        return "postgresql://" + location();
    }
}
