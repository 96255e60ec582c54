package dev.sluice.net;

/** TLS cannot be had from the files that were given: the text tells which file, what is wrong with it, and what was expected. */
public final class TlsException extends Exception {

    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
