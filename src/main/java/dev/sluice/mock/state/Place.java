package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;

/** Where an item stands in an answer. Immutable. */
interface Place {

    /** Of the item. */
    Outline outline();

    /** An item that is valid here. */
    ObjectValue sample(long seed);

    /** Whether the answer is valid with this item in it. */
    boolean accepts(ObjectValue item, long seed);

    /** The item with what stands around it. */
    JsonValue whole(ObjectValue item, long seed);
}
