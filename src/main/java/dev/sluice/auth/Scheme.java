package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Client;
import dev.sluice.exchange.Message;

/** A way of telling who calls: from the head, and perhaps the connection, alone. Safe for use by many event loops; must not block. */
@FunctionalInterface
public interface Scheme {

    Identity identify(Message message, OperationPlan operation);

    /** As {@link #identify(Message, OperationPlan)}, with what the connection shows. */
    default Identity identify(Message message, OperationPlan operation, Client client) {
        return identify(message, operation);
    }
}
