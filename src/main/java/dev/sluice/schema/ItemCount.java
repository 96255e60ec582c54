package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import java.util.List;

/** {@code minItems} or {@code maxItems}. */
record ItemCount(Expectation expected, int minimum, int maximum) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ArrayValue array)) {
            return true;
        }
        int count = array.items().size();
        if (count > maximum) {
            return evaluation.violation(expected, array.items().get(maximum).start());
        }
        return count >= minimum || evaluation.violation(expected, value.end() - 1);
    }

    @Override
    public Outline outline() {
        return new Outline() {
            @Override
            public int mostItems() {
                return maximum;
            }
        };
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.itemCount(minimum, maximum);
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.ItemCount(minimum, maximum));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.itemCount(minimum, maximum);
    }
}
