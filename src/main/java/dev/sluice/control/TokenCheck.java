package dev.sluice.control;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers 401 to whoever shows no token, or a wrong one (RFC 6750), wherever it is not said that none is needed: a new
 * path is guarded until somebody opens it.
 */
final class TokenCheck implements AuthenticationHandler {

    private static final String METRICS = "/metrics";

    /** Probers and load balancers have no token, and learn nothing from these but whether to send requests; the root
     * leads to the console. */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", "/");

    /** The console's own files hold nothing; it asks for all else with the token that its user gives it. */
    private static final String CONSOLE = "/ui";

    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"sluice control\"";

    private final ControlAccess access;
    private final Predicate<String> open;
    private final String expected;

    private TokenCheck(ControlAccess access, Predicate<String> open, String expected) {
        this.access = access;
        this.open = open;
        this.expected = expected;
    }

    /** Of the control port. */
    static TokenCheck ofOperators(ControlAccess access) {
        return new TokenCheck(
                access,
                path -> isOpen(path) || (path.equals(METRICS) && !access.guardsMetrics()),
                "expected: Authorization: Bearer TOKEN, with the token of control.token, or the one that was printed at start");
    }

    /** Of a port for callers of the validation service: nothing is open. */
    static TokenCheck ofService(ControlAccess access) {
        return new TokenCheck(
                access,
                path -> false,
                "expected: Authorization: Bearer TOKEN, with the token of service.token, or, where it is not set, that of"
                        + " the control port");
    }

    @Override
    public void handle(RoutingContext context) {
        if (!access.asksForToken() || open.test(context.request().path())) {
            context.next();
            return;
        }
        List<String> fields = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (fields.size() == 1 && isBearer(fields.get(0)) && access.admits(token(fields.get(0)))) {
            context.next();
            return;
        }
        // what was shown is not looked at again, nor told
        context.response()
                .putHeader("WWW-Authenticate", fields.isEmpty() ? CHALLENGE : CHALLENGE + ", error=\"invalid_token\"");
        ProblemReply.send(context, 401, expected);
    }

    /** As it is written: a spelling that leads to the same place is guarded. */
    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.equals(CONSOLE) || (path.startsWith(CONSOLE + "/") && path.indexOf('%') < 0);
    }

    private static boolean isBearer(String field) {
        return field.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static String token(String field) {
        return field.substring(SCHEME.length()).strip();
    }
}
