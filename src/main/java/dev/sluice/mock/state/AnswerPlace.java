package dev.sluice.mock.state;

import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an item, or has one as its member.
 *
 * @param outline of the item
 * @param envelope the member that holds the item; null where the answer is the item
 * @param values of the whole answer
 */
record AnswerPlace(Schema schema, Outline outline, @Nullable String envelope, ValueSource values) implements Place {

    /** How many answers are tried for one with an item in it, where not all have one. */
    private static final int TRIES = 16;

    @Override
    public ObjectValue sample(long seed) {
        JsonValue item = envelope == null ? values.value(seed) : around(seed, 0).get(envelope);
        return item instanceof ObjectValue object ? object : JsonObjects.EMPTY;
    }

    @Override
    public boolean accepts(ObjectValue item, long seed) {
        return schema.accepts(whole(item, seed));
    }

    @Override
    public JsonValue whole(ObjectValue item, long seed) {
        if (envelope == null) {
            return item;
        }
        ObjectValue first = JsonObjects.with(around(seed, 0), envelope, item);
        ObjectValue whole = first;
        for (int i = 1; i < TRIES && !schema.accepts(whole); i++) {
            whole = JsonObjects.with(around(seed, i), envelope, item);
        }
        return schema.accepts(whole) ? whole : first;
    }

    /** An answer that has an item, whatever else it may be: one of several kinds may be an error. */
    private ObjectValue around(long seed, int from) {
        for (int i = from; envelope != null && i < TRIES; i++) {
            JsonValue answer = values.value(i == 0 ? seed : Seeds.mix(seed, i));
            if (answer instanceof ObjectValue object && object.get(envelope) instanceof ObjectValue) {
                return object;
            }
        }
        return JsonObjects.EMPTY;
    }
}
