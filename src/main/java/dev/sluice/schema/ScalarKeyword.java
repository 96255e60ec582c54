package dev.sluice.schema;

/** A keyword that never looks into an object or an array. */
interface ScalarKeyword extends Keyword {

    @Override
    default void reach(ReachBuilder reach) {
        // what it judges has no parts
    }
}
