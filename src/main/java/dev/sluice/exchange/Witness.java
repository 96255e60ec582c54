package dev.sluice.exchange;

/**
 * Is shown what has gone by, with heads and bodies: for who records messages or counts what is in them. Must be cheap: it
 * is asked on the event loop.
 */
public interface Witness {

    /**
     * How many bytes are to be kept for it of a body that streams past: its first ones. Asked once per such body, before
     * it passes.
     *
     * @return 0 for none
     */
    int keeps(Exchange exchange);

    /**
     * An exchange has ended: called once for each, whatever became of it.
     *
     * @param sent may be asked during the call only
     */
    void ended(Exchange exchange, Sent sent);

    /** This one, and then another. */
    default Witness and(Witness next) {
        Witness first = this;
        return new Witness() {
            @Override
            public int keeps(Exchange exchange) {
                return Math.max(first.keeps(exchange), next.keeps(exchange));
            }

            @Override
            public void ended(Exchange exchange, Sent sent) {
                first.ended(exchange, sent);
                next.ended(exchange, sent);
            }
        };
    }
}
