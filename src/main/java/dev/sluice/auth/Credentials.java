package dev.sluice.auth;

import dev.sluice.contract.SecurityScheme;
import dev.sluice.exchange.Message;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the token that a request brings in the place where a contract wants it. Stateless. */
final class Credentials {

    private static final String BEARER = "bearer";

    /** Two places of one kind, with different tokens: nobody knows which one counts behind. */
    static final String SEVERAL = "";

    private Credentials() {}

    /** Whether a scheme wants a token that stands in the head of a request. */
    static boolean isToken(SecurityScheme scheme) {
        return switch (scheme.kind()) {
            case HEADER_KEY, QUERY_KEY, COOKIE_KEY, OAUTH2, OPEN_ID_CONNECT -> true;
            case HTTP -> scheme.parameter().equals(BEARER);
            case MUTUAL_TLS, UNKNOWN -> false;
        };
    }

    /**
     * Its bytes, each a character, as fields are read.
     *
     * @return null where there is none, {@link #SEVERAL} where there are several
     */
    static @Nullable String token(Message message, SecurityScheme scheme) {
        return switch (scheme.kind()) {
            case HEADER_KEY -> one(message.headers().getAll(scheme.parameter()));
            case QUERY_KEY -> inQuery(message.query(), scheme.parameter());
            case COOKIE_KEY -> inCookies(message, scheme.parameter());
            case HTTP, OAUTH2, OPEN_ID_CONNECT -> bearer(message);
            case MUTUAL_TLS, UNKNOWN -> null;
        };
    }

    private static @Nullable String one(List<String> values) {
        return values.isEmpty() ? null : values.size() == 1 ? values.get(0).strip() : SEVERAL;
    }

    /** RFC 6750, 2.1; the scheme in any case (RFC 9110, 11.1). */
    private static @Nullable String bearer(Message message) {
        String credentials = one(message.headers().getAll(HttpHeaders.AUTHORIZATION));
        if (credentials == null || credentials.equals(SEVERAL)) {
            return credentials;
        }
        int space = credentials.indexOf(' ');
        return space == BEARER.length() && credentials.regionMatches(true, 0, BEARER, 0, space)
                ? credentials.substring(space).strip()
                : null;
    }

    private static @Nullable String inQuery(@Nullable String query, String name) {
        String found = null;
        for (String piece : query == null ? new String[0] : query.split("&", -1)) {
            int equals = piece.indexOf('=');
            if (equals > 0 && name.equals(decoded(piece.substring(0, equals), StandardCharsets.UTF_8))) {
                found = found == null ? decoded(piece.substring(equals + 1), StandardCharsets.ISO_8859_1) : SEVERAL;
            }
        }
        return found;
    }

    private static String decoded(String text, Charset charset) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static @Nullable String inCookies(Message message, String name) {
        String found = null;
        for (String line : message.headers().getAll(HttpHeaders.COOKIE)) {
            for (String cookie : line.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                    found = found == null ? cookie.substring(equals + 1).strip() : SEVERAL;
                }
            }
        }
        return found;
    }
}
