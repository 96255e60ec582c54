package dev.sluice.control;

/**
 * How the store is.
 *
 * @param detail one sentence for the operator; never a secret
 */
public record StoreState(Health health, String detail) {

    public enum Health {
        UP,
        DOWN,
        /** It did not say in time. */
        UNKNOWN
    }
}
