package dev.sluice.control;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.regex.Pattern;

/**
 * Answers 404 to a path that is none of ours only as it is written: with an empty or a dot segment, or a slash at its
 * end. (The console's page and the way to it are the only ones that have one.) vertx-web would tidy it up, and a guard before this port that reads paths as they are would be passed by.
 */
final class StrictPath implements SecurityPolicyHandler {

    private static final Pattern UNTIDY = Pattern.compile("/(\\.|%2[eE]){0,2}(/|$)");

    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        if (path != null && (path.equals("/ui/") || path.equals("/"))) {
            context.next();
        } else if (path == null || UNTIDY.matcher(path).find()) {
            context.fail(404);
        } else {
            context.next();
        }
    }
}
