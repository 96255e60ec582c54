package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import java.util.List;

/**
 * {@code contains} with {@code minContains} and {@code maxContains}.
 *
 * @param marks whether an item that fits counts as judged for {@code unevaluatedItems} (since draft 2020-12)
 */
record Contains(Subschema schema, int minimum, int maximum, boolean marks, Expectation few, Expectation many)
        implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ArrayValue array)) {
            return true;
        }
        int count = 0;
        boolean valid = true;
        List<JsonValue> items = array.items();
        for (int i = 0; i < items.size(); i++) {
            if (evaluation.testApart(schema, items.get(i))) {
                count++;
                if (marks) {
                    evaluation.mark(i);
                }
                if (count > maximum && valid) {
                    valid = evaluation.violation(many, items.get(i).start());
                }
            }
        }
        return count >= minimum ? valid : evaluation.violation(few, value.end() - 1);
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.anyItem(schema);
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Contains(schema, minimum, maximum, marks));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}
