package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code prefixItems} and {@code items}. */
record Items(List<Subschema> prefix, Subschema rest) implements Keyword {

    Subschema item(int index) {
        return index < prefix.size() ? prefix.get(index) : rest;
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ArrayValue array)) {
            return true;
        }
        boolean valid = true;
        List<JsonValue> items = array.items();
        for (int i = 0; i < items.size() && (valid || !evaluation.isQuiet()); i++) {
            Subschema schema = item(i);
            if (schema != Subschema.TRUE) {
                evaluation.mark(i);
                valid &= evaluation.item(schema, i, items.get(i));
            }
        }
        return valid;
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Items(List.copyOf(prefix), rest == Subschema.TRUE ? null : rest));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.items(this);
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.items(this);
    }

    @Override
    public Outline outline() {
        return new Outline() {
            @Override
            public Outline item(int index) {
                return Items.this.item(index);
            }
        };
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return true;
    }

    @Override
    public JsonValue fill(JsonValue value) {
        if (!(value instanceof ArrayValue array)) {
            return value;
        }
        List<JsonValue> items = array.items();
        List<JsonValue> filled = items;
        for (int i = 0; i < items.size(); i++) {
            JsonValue item = item(i).fill(items.get(i));
            if (item != items.get(i)) {
                filled = filled == items ? new ArrayList<>(items) : filled;
                filled.set(i, item);
            }
        }
        return filled == items
                ? array
                : new ArrayValue(array.start(), array.end(), Collections.unmodifiableList(filled));
    }
}
