package dev.sluice.cli.validate;

import java.util.Locale;

/** What becomes of requests that lead to no path of the contracts. */
public enum Unmatched {
    /** They are errors. */
    FAIL,
    /** They are counted only. */
    IGNORE,
    /** They are warnings. */
    REPORT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
