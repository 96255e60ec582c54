package dev.sluice.contract;

/** What a contract is read for: what only some have a use for is not kept for the others. */
public enum Purpose {
    /** Judging messages: of an edge in front of a backend. */
    JUDGE,
    /** Telling what is wrong: components that no operation uses are looked at, too. */
    CHECK,
    /**
     * Answering too: examples are kept, and the queries {@code __code}, {@code __example}, {@code __dynamic}, {@code __seed}
     * and {@code __delay} are known.
     */
    MOCK,
    /** As the contract says: answering too where a mock answers one of its operations, else judging. */
    AS_SAID
}
