package dev.sluice.validation;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request's {@code Connection} names goes no further than the next hop. A field that was judged must not be among
 * that: what is sent on would be another request than the one that was found right. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1</a>
 */
final class ConnectionOptions {

    /** They are about the connection, whatever a contract says of them. */
    private static final Set<String> OF_HOPS = Set.of("close", "keep-alive", "upgrade", "te", "http2-settings");

    /** "A sender MUST NOT send a connection option corresponding to a field that is intended for all recipients". */
    private static final Set<String> OF_ALL = Set.of(
            "accept",
            "authorization",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            // tokens are looked for there where a contract does not say
            "x-auth-token");

    private ConnectionOptions() {}

    /** @return null when all is well */
    static @Nullable Problem judge(OperationPlan operation, @Nullable String connection) {
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return null;
        }
        for (String option : connection.split(",", -1)) {
            String name = option.strip().toLowerCase(Locale.ROOT);
            if (!OF_HOPS.contains(name) && (OF_ALL.contains(name) || isDeclared(operation, name))) {
                return Problem.of(
                        ProblemType.BAD_REQUEST, "expected: a Connection header that names no field of the contract");
            }
        }
        return null;
    }

    private static boolean isDeclared(OperationPlan operation, String name) {
        for (ParameterPlan parameter : operation.parameters()) {
            if (parameter.in() == In.HEADER && parameter.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        for (List<SecurityScheme> alternative : operation.security().alternatives()) {
            for (SecurityScheme scheme : alternative) {
                if (scheme.kind() == SecurityScheme.Kind.HEADER_KEY
                        && scheme.parameter().equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
