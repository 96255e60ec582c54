package dev.sluice.mock.state;

/** What an operation does with a collection. */
enum Role {
    /** {@code POST} to the collection. */
    CREATE,
    /** {@code GET} of the collection. */
    LIST,
    /** {@code GET} of an item. */
    READ,
    /** {@code PUT} of an item. */
    REPLACE,
    /** {@code PATCH} of an item. */
    MERGE,
    /** {@code DELETE} of an item. */
    REMOVE
}
