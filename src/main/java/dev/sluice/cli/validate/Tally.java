package dev.sluice.cli.validate;

/** How many messages of one side were what. Confined to one thread. */
final class Tally {

    private long valid;
    private long invalid;
    private long unjudged;

    void valid() {
        valid++;
    }

    void invalid() {
        invalid++;
    }

    void unjudged() {
        unjudged++;
    }

    void add(Tally other) {
        valid += other.valid;
        invalid += other.invalid;
        unjudged += other.unjudged;
    }

    long countValid() {
        return valid;
    }

    long countInvalid() {
        return invalid;
    }

    long countUnjudged() {
        return unjudged;
    }

    long all() {
        return valid + invalid + unjudged;
    }
}
