package dev.sluice.cli.validate;

/**
 * The messages of one operation.
 *
 * @param operation {@code PUT /v1/things/{id}}; empty for what has none
 */
record OperationTally(String operation, Tally requests, Tally responses) {

    OperationTally(String operation) {
        this(operation, new Tally(), new Tally());
    }
}
