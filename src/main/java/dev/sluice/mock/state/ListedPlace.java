package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import java.util.List;

/**
 * An item of a list.
 *
 * @param samples items that a list may hold; may be empty
 */
record ListedPlace(Outline outline, List<ObjectValue> samples) implements Place {

    @Override
    public ObjectValue sample(long seed) {
        return samples.isEmpty() ? JsonObjects.EMPTY : samples.get((int) Long.remainderUnsigned(seed, samples.size()));
    }

    @Override
    public boolean accepts(ObjectValue item, long seed) {
        return outline.accepts(item);
    }

    @Override
    public JsonValue whole(ObjectValue item, long seed) {
        return item;
    }
}
