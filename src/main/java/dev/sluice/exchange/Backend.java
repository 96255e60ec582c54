package dev.sluice.exchange;

import io.vertx.core.Future;

/** Answers valid requests. Safe for use by many event loops. */
@FunctionalInterface
public interface Backend {

    /**
     * Called on the exchange's event loop; must not block it.
     *
     * @return a reply, or a failure: a {@link ProblemException} is an outcome, anything else a bug
     */
    Future<Reply> answer(Exchange exchange);
}
