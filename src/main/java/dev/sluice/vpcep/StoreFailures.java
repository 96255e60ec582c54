package dev.sluice.vpcep;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure of the database means to the caller.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class StoreFailures {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String CHECK_VIOLATION = "23514";
    private static final String NOT_NULL_VIOLATION = "23502";

    /** Serialization failure, deadlock: the transaction is known to be undone. */
    private static final Set<String> UNDONE = Set.of("40001", "40P01");

    /** Lost a race for a slot: the next try takes another one, or finds that there is none. */
    private static final Set<String> SLOTS = Set.of("endpoint_service_port_slot", "endpoint_service_project_slot");

    /**
     * Connection, authorization, no such database, resources, operator intervention (shutdown and the statement's
     * timeout among them), system; and a server that only reads.
     */
    private static final Pattern UNAVAILABLE = Pattern.compile("08...|28...|3D...|53...|57...|58...|25006");

    private static final Set<ProblemType> MAPPINGS =
            Set.of(VpcepProblems.PORT_CONFLICT, VpcepProblems.DUPLICATE_MAPPING);

    private static final Pattern PAIR = Pattern.compile("=\\([^,]*, (\\d+), (TCP|UDP)\\)");

    private StoreFailures() {}

    /** As {@code failure}; where it says what is wrong with the mappings, it is said of the member that brought it. */
    static Throwable located(Throwable failure, Members body) {
        if (!(failure instanceof ProblemException outcome)
                || !MAPPINGS.contains(outcome.problem().type())) {
            return failure;
        }
        Problem problem = outcome.problem();
        String pointer = body.object().get("ports") != null ? "/ports" : "/port_id";
        return VpcepProblems.at(problem.type(), pointer, problem.detail());
    }

    /** Whether nothing was done and the same statement may well succeed now. */
    static boolean mayRetry(Throwable failure) {
        return failure instanceof PgException refusal
                && (UNDONE.contains(refusal.getSqlState())
                        || (UNIQUE_VIOLATION.equals(refusal.getSqlState())
                                && refusal.getConstraint() != null
                                && SLOTS.contains(refusal.getConstraint())));
    }

    /** The outcome that a failure stands for; the failure itself when it is a bug. */
    static Throwable outcome(Throwable failure) {
        if (failure instanceof PgException refusal) {
            return refused(refusal);
        }
        // lost, refused or closed connections, and a full queue
        return failure instanceof IOException || failure instanceof VertxException ? unavailable() : failure;
    }

    private static Throwable refused(PgException refusal) {
        String state = refusal.getSqlState() == null ? "" : refusal.getSqlState();
        String constraint = refusal.getConstraint() == null ? "" : refusal.getConstraint();
        if (state.equals(UNIQUE_VIOLATION) && constraint.equals("backend_pair_pkey")) {
            return problem(VpcepProblems.PORT_CONFLICT, pair(refusal));
        }
        if (state.equals(UNIQUE_VIOLATION) && constraint.equals("endpoint_service_client_port")) {
            return problem(VpcepProblems.DUPLICATE_MAPPING, "a client_port and protocol stand twice in one service");
        }
        if (state.equals(NOT_NULL_VIOLATION) && "port_slot".equals(refusal.getColumn())) {
            return problem(VpcepProblems.BACKEND_FULL, "");
        }
        if (state.equals(NOT_NULL_VIOLATION) && "project_slot".equals(refusal.getColumn())) {
            return problem(VpcepProblems.QUOTA_EXCEEDED, "");
        }
        if (state.equals(CHECK_VIOLATION)) {
            return problem(ProblemType.INVALID_REQUEST, "a value lies outside of what the store takes");
        }
        if (mayRetry(refusal) || state.equals(LOCK_NOT_AVAILABLE)) {
            return later(ProblemType.CONTENDED);
        }
        return UNAVAILABLE.matcher(state).matches() ? unavailable() : refusal;
    }

    /** Names the pair, which is the caller's own, and not who holds it. */
    private static String pair(PgException refusal) {
        Matcher pair = PAIR.matcher(refusal.getDetail() == null ? "" : refusal.getDetail());
        return pair.find()
                ? "server_port " + pair.group(1) + " with protocol " + pair.group(2)
                        + " is held by another endpoint service on the same port_id"
                : "a server_port and protocol are held by another endpoint service on the same port_id";
    }

    static ProblemException unavailable() {
        return later(ProblemType.UNAVAILABLE);
    }

    private static ProblemException later(ProblemType type) {
        return new ProblemException(Problem.of(type).withHeader("Retry-After", "1"));
    }

    static ProblemException problem(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}
