package dev.sluice.cli.validate;

/**
 * What equal findings have in common.
 *
 * @param contract its file; empty where there is none
 * @param operation {@code PUT /v1/things/{id}}; empty where there is none
 * @param where in the message: {@code body /ports/*\/port}, {@code query limit}; empty for the whole
 * @param keyword the contract's, or the name of a refusal such as {@code method-not-allowed}
 * @param schemaPointer in the contract; empty where none is broken
 * @param message what was expected
 */
record FindingKey(
        Kind kind,
        String contract,
        String operation,
        String where,
        String keyword,
        String schemaPointer,
        String message) {}
