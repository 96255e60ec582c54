package dev.sluice.diff;

import java.util.Locale;

/** What a change does to the messages of one direction; from bad to good. */
public enum Effect {
    /** What was right is wrong now: a request that was accepted is refused, or an answer comes that was never announced. */
    BREAKING,
    /** Nobody can tell from the contracts alone. */
    UNCLEAR,
    /** What was right still is. */
    COMPATIBLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
