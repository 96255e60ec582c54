package dev.sluice.cli.validate;

import java.util.Locale;

/** Which of the two messages of an exchange are judged. */
public enum Sides {
    BOTH,
    REQUESTS,
    RESPONSES;

    boolean requests() {
        return this != RESPONSES;
    }

    boolean responses() {
        return this != REQUESTS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
