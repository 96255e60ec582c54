package dev.sluice.cli.check;

/** What became of a document; from good to bad. */
public enum Outcome {
    /** A contract, perhaps with warnings. */
    OK,
    /** Not a contract: it has faults. */
    FAULTY,
    UNREADABLE,
    /** The check itself failed. */
    FAILED
}
