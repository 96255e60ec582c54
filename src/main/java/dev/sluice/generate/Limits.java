package dev.sluice.generate;

/** How large a generated value may become, and how long it is looked for. */
final class Limits {

    /** Values within one value, itself among them. */
    static final int NODES = 2_000;
    /** Characters of one text. */
    static final int TEXT = 1 << 16;
    /** How deep members and items are nested that need not be there. */
    static final int DEPTH = 8;
    /** How deep at all. */
    static final int DEEPEST = 64;
    /** Values that are made for one, those that are thrown away among them. */
    static final int WORK = 20_000;

    private Limits() {}
}
