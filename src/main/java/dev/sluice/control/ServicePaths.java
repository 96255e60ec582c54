package dev.sluice.control;

import io.vertx.ext.web.RoutingContext;

/** Answers 404 to paths that a port of the validation service alone does not have. */
final class ServicePaths {

    static final String EXPECTED =
            "expected: /v1/contracts, /v1/validate or /v1/explain (all else: on the control port)";

    private ServicePaths() {}

    static void check(RoutingContext context) {
        if (ServiceApi.has(context.request().path())) {
            context.next();
        } else {
            ProblemReply.send(context, 404, EXPECTED);
        }
    }
}
