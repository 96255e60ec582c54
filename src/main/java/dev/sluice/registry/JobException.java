package dev.sluice.registry;

/** A job was not done, for want of time or room. */
public final class JobException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mayRetry;

    private JobException(String message, boolean mayRetry) {
        super(message, null, false, false);
        this.mayRetry = mayRetry;
    }

    static JobException busy() {
        return new JobException("expected: fewer requests of this kind at one time", true);
    }

    static JobException late(long millis) {
        return new JobException("expected: what takes less than " + millis + " ms of time, the waiting included", true);
    }

    static JobException large() {
        return new JobException("expected: what takes less memory", false);
    }

    /** Whether the same may be done at another time. */
    public boolean mayRetry() {
        return mayRetry;
    }
}
