package dev.sluice.document;

/** A document that cannot be had. Its message says why, and what was expected. */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String reason) {
        super(reason);
    }

    /** Why; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
