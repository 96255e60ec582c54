package dev.sluice.mock.state;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import org.jspecify.annotations.Nullable;

/**
 * What one operation does. Immutable.
 *
 * @param created what {@code PUT} answers when it creates; null where it does not
 * @param partial whether {@code PUT} leaves alone what is not sent
 * @param located whether the answer to a creation says where the item is
 */
record Action(
        Role role,
        OperationPlan operation,
        Collection collection,
        SentItem sent,
        Answer answer,
        @Nullable Answer created,
        boolean partial,
        boolean located) {

    /** The name of the path parameter with the item's id. */
    String idParameter() {
        return operation.pathParameters().get(collection.scope().size()).name();
    }

    static boolean declaresLocation(@Nullable ResponsePlan response) {
        return response != null
                && response.headers().stream()
                        .anyMatch(header -> header.parameter().name().equalsIgnoreCase("location"));
    }
}
