package dev.sluice.auth;

import dev.sluice.contract.SecurityPlan;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells a caller what a contract wants to know of it. Stateless. */
final class Challenges {

    private Challenges() {}

    /** 401, with what would be right. */
    static Problem refusal(SecurityPlan security) {
        Set<String> expected = new LinkedHashSet<>();
        Set<String> challenges = new LinkedHashSet<>();
        for (List<SecurityScheme> alternative : security.alternatives()) {
            expected.add(String.join(
                    " and ", alternative.stream().map(Challenges::text).toList()));
            alternative.stream()
                    .map(Challenges::challenge)
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
