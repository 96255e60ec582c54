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

    @Override
    public ObjectValue sample(long seed) {
        JsonValue answer = values.value(seed);
        JsonValue item = envelope == null ? answer : answer instanceof ObjectValue object ? object.get(envelope) : null;
        return item instanceof ObjectValue object ? object : JsonObjects.EMPTY;
    }

    @Override
    public boolean accepts(ObjectValue item, long seed) {
        return schema.accepts(whole(item, seed));
    }

    @Override
    public JsonValue whole(ObjectValue item, long seed) {
        return envelope == null
                ? item
                : JsonObjects.with(
                        values.value(seed) instanceof ObjectValue object ? object : JsonObjects.EMPTY, envelope, item);
    }
}
