package dev.sluice.mock;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Reply;
import org.jspecify.annotations.Nullable;

/** What the contract declares for a status. */
@FunctionalInterface
public interface StatusAnswers {

    /** The contract declares nothing. */
    StatusAnswers NONE = (exchange, status) -> null;

    /** @return the answer of the exchange's operation with this very status, or null where there is none */
    @Nullable
    Reply answer(Exchange exchange, int status);
}
