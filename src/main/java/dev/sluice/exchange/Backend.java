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

    /**
     * Whether it wants to have the bytes of bodies. Where not, a body that is larger than what is held is judged while it
     * arrives, and comes as {@link Body.Judged}; else it is refused with 413.
     */
    default boolean readsBodies() {
        return true;
    }

    /**
     * Whether it can read a body while it comes. A body that need not be judged then comes as {@link Body.Flowing},
     * whatever its size.
     */
    default boolean takesStreams() {
        return false;
    }
}
