package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Message;

/** The scheme {@code none}: everybody is {@link Caller#ANONYMOUS} and may act on every project. */
public final class AnonymousScheme implements Scheme {

    private static final Identity ANONYMOUS = new Identity.Known(Caller.ANONYMOUS);

    @Override
    public Identity identify(Message message, OperationPlan operation) {
        return ANONYMOUS;
    }
}
