package dev.sluice.schema;

/**
 * How much work the schemas of one contract have made, in steps: what goes beyond the reading of each is bounded by how
 * many there are, so that no contract can be written whose schemas pick, extend and include one another without end. Not
 * safe for concurrent use.
 */
final class Effort {

    /** Any contract may cost so much. */
    static final long FREE = 500_000;

    /** And so much more for each schema in it. */
    static final long PER_SCHEMA = 100;

    /** A schema that is compiled once more, for another scope. */
    static final int SCHEMA = 10;

    private long spent;
    private long granted = FREE;

    /** A schema was read for the first time. */
    void grant() {
        granted += PER_SCHEMA;
    }

    void spend(long steps) {
        spent += steps;
    }

    /** Whether there was too much. */
    boolean isSpent() {
        return spent > granted;
    }

    long spent() {
        return spent;
    }
}
