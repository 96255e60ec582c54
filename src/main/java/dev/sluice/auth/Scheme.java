package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Message;

/** A way of telling who calls: from the head alone. Safe for use by many event loops; must not block. */
@FunctionalInterface
public interface Scheme {

    Identity identify(Message message, OperationPlan operation);
}
