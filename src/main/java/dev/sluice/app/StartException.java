package dev.sluice.app;

/**
 * The server cannot start, for a reason that its user can mend: a port in use, a contract with faults, a store that is
 * not there. The message says it all, on one line or one line per fault; it never holds a secret.
 */
public final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
