package dev.sluice.postgres;

import org.jspecify.annotations.Nullable;

/** The store cannot be used; the message is one sentence for the operator and names what to do. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How to do without the embedded server: ends the messages of its failures. */
    static final String EXTERNAL =
            "or use an external Postgres: store.url (SLUICE_STORE_URL=postgresql://user:password@host:5432/database)";

    public StoreException(String message) {
        this(message, null);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
