package dev.sluice.control;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;

/**
 * Answers 403 to what a browser sends to {@code /v1/} for a page of another origin. Such a page could not read the answer,
 * but it could take the place of a viewer, for instance. Clients that are no browsers do not say.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
 */
final class FetchSite implements SecurityPolicyHandler {

    private static final String EXPECTED = "expected: a request of the console's own page, or of no page";

    @Override
    public void handle(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreign && context.request().path().startsWith("/v1/")) {
            ProblemReply.send(context, 403, EXPECTED);
        } else {
            context.next();
        }
    }
}
