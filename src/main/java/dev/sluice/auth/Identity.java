package dev.sluice.auth;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Problem;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What the head of a request says about its caller. */
public sealed interface Identity {

    /** Nothing more is needed. */
    record Known(Caller caller) implements Identity {}

    /** Credentials that cover the body, such as a signature: the caller counts only once the body confirms it. */
    record Claimed(Caller caller, Confirmation confirmation) implements Identity {}

    /** The answer has to be fetched, for instance a token's key. */
    record Pending(Future<Identity> identity) implements Identity {}

    record Refused(Problem problem) implements Identity {}

    /** Checks a claim against the bytes of the body as they came. */
    @FunctionalInterface
    interface Confirmation {

        /** @return null when the claim holds */
        @Nullable
        Problem refuse(Body body);
    }
}
