package dev.sluice.registry;

/** Why the registry did not do what was asked. The message is for the caller, and repeats nothing of what came. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose turn it is. */
    public enum Kind {
        /** There is no such contract or version. */
        UNKNOWN,
        /** It is active, so that it cannot be removed. */
        ACTIVE,
        /** There is no room for it. */
        FULL,
        /** Where contracts are kept cannot be reached, or written. */
        UNAVAILABLE
    }

    private final Kind kind;

    RegistryException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    RegistryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public static RegistryException unknown() {
        return new RegistryException(Kind.UNKNOWN, "expected: a contract, and a version of it, that is registered");
    }

    static RegistryException active() {
        return new RegistryException(
                Kind.ACTIVE, "it is active (expected: one that is not; activate another one, or none, first)");
    }

    static RegistryException full(String what, long most) {
        return new RegistryException(Kind.FULL, "expected: at most " + most + " " + what + "; remove some first");
    }
}
