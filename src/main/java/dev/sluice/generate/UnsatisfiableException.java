package dev.sluice.generate;

/** No value keeps the schema, or none was found within the limits of a generated value. */
public final class UnsatisfiableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String reason;

    /**
     * @param pointer of the schema in its document that cannot be satisfied
     * @param reason why not, and what was expected; in words for the contract's author
     */
    public UnsatisfiableException(String pointer, String reason) {
        super(pointer + ": " + reason);
        this.pointer = pointer;
        this.reason = reason;
    }

    public String pointer() {
        return pointer;
    }

    public String reason() {
        return reason;
    }
}
