package dev.sluice.auth;

import java.util.List;

/** A file of tokens that cannot be used: every fault, with its line, and none of what stands there. */
public final class TokensException extends Exception {

    private static final long serialVersionUID = 1L;

    TokensException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
