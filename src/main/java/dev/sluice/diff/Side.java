package dev.sluice.diff;

import java.util.Locale;

/** The messages that a change is about. */
public enum Side {
    REQUEST,
    RESPONSE;

    /** Of a difference by which fewer values are allowed than before. */
    Effect ofNarrower(boolean certain) {
        return this == RESPONSE ? Effect.COMPATIBLE : certain ? Effect.BREAKING : Effect.UNCLEAR;
    }

    /** Of a difference by which more values are allowed than before. */
    Effect ofWider(boolean certain) {
        return this == REQUEST ? Effect.COMPATIBLE : certain ? Effect.BREAKING : Effect.UNCLEAR;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
