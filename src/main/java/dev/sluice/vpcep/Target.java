package dev.sluice.vpcep;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** The service that a request is about. */
record Target(String project, UUID id) {

    private static final String PROJECT = "project_id";
    private static final String ID = "vpc_endpoint_service_id";

    static Target of(Exchange exchange) {
        UUID id = Members.parsedId(exchange.parameters().text(In.PATH, ID));
        if (id == null) {
            throw notFound();
        }
        return new Target(project(exchange), id);
    }

    static String project(Exchange exchange) {
        String project = exchange.project() != null
                ? exchange.project()
                : exchange.parameters().text(In.PATH, PROJECT);
        if (project == null || project.indexOf('\0') >= 0) {
            throw notFound();
        }
        return project;
    }

    static ProblemException notFound() {
        return StoreFailures.problem(VpcepProblems.SERVICE_NOT_FOUND, "");
    }

    /** $1 and $2 of every statement about one service. */
    Tuple values() {
        return Tuple.of(project, id);
    }
}
