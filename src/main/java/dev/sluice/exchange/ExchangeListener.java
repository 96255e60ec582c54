package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/** Is told of every exchange that has ended. Must be cheap: it is called on the event loop, once per request. */
public interface ExchangeListener {

    /**
     * @param status as sent; 0 when the client left before
     * @param problem why the request was refused, or null
     */
    void ended(Exchange exchange, int status, @Nullable Problem problem);
}
