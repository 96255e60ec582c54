package dev.sluice.schema;

import java.util.List;

/** A keyword that applies other schemas to the same value: a cycle of such would never end. */
interface InPlace extends Keyword {

    List<Subschema> applied();

    @Override
    default void reach(ReachBuilder reach) {
        reach.perhaps(applied());
    }
}
