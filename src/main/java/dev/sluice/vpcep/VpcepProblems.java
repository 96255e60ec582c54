package dev.sluice.vpcep;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Violation;
import java.util.List;
import java.util.Map;

/** What the operations themselves refuse. The contract gives each its code. */
public final class VpcepProblems {

    public static final ProblemType SERVICE_NOT_FOUND =
            new ProblemType("service-not-found", 404, "The project has no such endpoint service.");
    public static final ProblemType SERVICE_STATE =
            new ProblemType("service-state", 400, "Only an available endpoint service can be modified.");
    public static final ProblemType DUPLICATE_MAPPING = new ProblemType(
            "duplicate-mapping", 400, "A client port and protocol stand twice in one endpoint service.");
    public static final ProblemType PORT_CONFLICT = new ProblemType(
            "port-conflict", 400, "Another endpoint service on the same port_id holds a server port and protocol.");
    public static final ProblemType BACKEND_FULL =
            new ProblemType("backend-full", 400, "The port_id carries as many endpoint services as it can.");
    public static final ProblemType QUOTA_EXCEEDED =
            new ProblemType("quota-exceeded", 400, "The project has as many endpoint services as it may have.");

    private VpcepProblems() {}

    /** What stands twice that may stand once, told of the member of the body that brought it. */
    static ProblemException at(ProblemType type, String pointer, String message) {
        Violation violation = new Violation(In.BODY, "", pointer, "unique", "", message, null);
        return new ProblemException(new Problem(type, message, List.of(violation), Map.of()));
    }
}
