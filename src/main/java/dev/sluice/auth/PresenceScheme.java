package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.SecurityPlan;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        return new Identity.Refused(refusal(operation.security()));
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

    private static Problem refusal(SecurityPlan security) {
        Set<String> expected = new LinkedHashSet<>();
        Set<String> challenges = new LinkedHashSet<>();
        for (List<SecurityScheme> alternative : security.alternatives()) {
            expected.add(String.join(
                    " and ", alternative.stream().map(PresenceScheme::text).toList()));
            alternative.stream()
                    .map(PresenceScheme::challenge)
                    .filter(challenge -> !challenge.isEmpty())
                    .forEach(challenges::add);
        }
        Problem problem = Problem.of(ProblemType.UNAUTHENTICATED, "expected: " + String.join("; or ", expected));
        return challenges.isEmpty() ? problem : problem.withHeader("WWW-Authenticate", String.join(", ", challenges));
    }

    private static String text(SecurityScheme scheme) {
        return switch (scheme.kind()) {
            case HEADER_KEY -> "the header " + scheme.parameter();
            case QUERY_KEY -> "the query parameter " + scheme.parameter();
            case COOKIE_KEY -> "the cookie " + scheme.parameter();
            case HTTP -> "Authorization: " + name(scheme.parameter()) + " …";
            case OAUTH2, OPEN_ID_CONNECT -> "Authorization: Bearer …";
            case MUTUAL_TLS -> "a client certificate";
            case UNKNOWN -> scheme.name();
        };
    }

    /** RFC 9110, 11.6.1; API keys have none. */
    private static String challenge(SecurityScheme scheme) {
        return switch (scheme.kind()) {
            case HTTP -> name(scheme.parameter()) + (scheme.parameter().equals("basic") ? " realm=\"mock\"" : "");
            case OAUTH2, OPEN_ID_CONNECT -> "Bearer";
            default -> "";
        };
    }

    private static String name(String scheme) {
        return scheme.isEmpty() ? scheme : scheme.substring(0, 1).toUpperCase(Locale.ROOT) + scheme.substring(1);
    }
}
