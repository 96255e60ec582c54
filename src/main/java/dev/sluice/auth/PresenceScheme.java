package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Message;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wants the credentials that the contract asks for to be there, and looks at none of them: for backends that have nothing
 * to protect. Whoever brings them is {@link Caller#ANONYMOUS}. Client certificates ({@code mutualTLS}) cannot be seen
 * here, nor schemes of a type that nobody knows: both count as brought.
 */
public final class PresenceScheme implements Scheme {

    private static final Identity ANONYMOUS = new Identity.Known(Caller.ANONYMOUS);
    private static final String BEARER = "bearer";

    @Override
    public Identity identify(Message message, OperationPlan operation) {
        List<List<SecurityScheme>> alternatives = operation.security().alternatives();
        if (alternatives.isEmpty()) {
            return ANONYMOUS;
        }
        for (int i = 0; i < alternatives.size(); i++) {
            if (hasAll(message, alternatives.get(i))) {
                return ANONYMOUS;
            }
        }
        return new Identity.Refused(Challenges.refusal(operation.security()));
    }

    private static boolean hasAll(Message message, List<SecurityScheme> schemes) {
        for (int i = 0; i < schemes.size(); i++) {
            if (!has(message, schemes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(Message message, SecurityScheme scheme) {
        return switch (scheme.kind()) {
            case HEADER_KEY -> isThere(message.headers().get(scheme.parameter()));
            case QUERY_KEY -> message.query() != null && inQuery(message.query(), scheme.parameter());
            case COOKIE_KEY -> inCookies(message, scheme.parameter());
            case HTTP -> hasCredentials(message, scheme.parameter());
            case OAUTH2, OPEN_ID_CONNECT -> hasCredentials(message, BEARER);
            case MUTUAL_TLS, UNKNOWN -> true;
        };
    }

    private static boolean isThere(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** RFC 9110, 11.4: the scheme, in any case, and what follows it. */
    private static boolean hasCredentials(Message message, String scheme) {
        String credentials = message.headers().get(HttpHeaders.AUTHORIZATION);
        return credentials != null
                && credentials.length() > scheme.length() + 1
                && credentials.charAt(scheme.length()) == ' '
                && credentials.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static boolean inQuery(String query, String name) {
        for (String piece : query.split("&", -1)) {
            int equals = piece.indexOf('=');
            if (equals > 0 && equals < piece.length() - 1 && name.equals(decoded(piece.substring(0, equals)))) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String name) {
        try {
            return name.indexOf('%') < 0 && name.indexOf('+') < 0
                    ? name
                    : URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }

    private static boolean inCookies(Message message, String name) {
        for (String line : message.headers().getAll(HttpHeaders.COOKIE)) {
            for (String cookie : line.split(";", -1)) {
                int equals = cookie.indexOf('=');
                if (equals > 0
                        && cookie.substring(0, equals).strip().equals(name)
                        && !cookie.substring(equals + 1).isBlank()) {
                    return true;
                }
            }
        }
        return false;
    }
}
