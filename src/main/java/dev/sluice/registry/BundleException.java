package dev.sluice.registry;

/** What was given is no contract's files, or more than is taken. The message says what was expected, and repeats nothing. */
public final class BundleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    public BundleException(String message) {
        this(message, false);
    }

    BundleException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    /** Whether it is its size that is at fault. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
