package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.List;

/**
 * {@code anyOf} and {@code oneOf}.
 *
 * @param none expected when no alternative fits
 * @param several expected when more than one fits; the same for {@code anyOf}, where that is no violation
 */
record Alternatives(List<Subschema> applied, boolean exactlyOne, Expectation none, Expectation several)
        implements InPlace {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        int fitting = 0;
        for (Subschema schema : applied) {
            if (evaluation.test(schema, value)) {
                fitting++;
                if (exactlyOne && fitting > 1) {
                    return evaluation.violation(several, end(value));
                }
                if (!exactlyOne && !evaluation.marks()) {
                    return true;
                }
            }
        }
        if (fitting == 0) {
            evaluation.violation(none, end(value));
            explain(value, evaluation);
        }
        return fitting > 0;
    }

    /** Where only one alternative takes values of this type, its violations are what the reader wants to know. */
    private void explain(JsonValue value, Evaluation evaluation) {
        if (evaluation.isQuiet()) {
            return;
        }
        TypeSet.Type type = JsonValues.type(value);
        List<Subschema> meant =
                applied.stream().filter(schema -> schema.types().has(type)).toList();
        if (meant.size() == 1) {
            meant.get(0).judge(value, evaluation);
        }
    }

    /** A reader knows that nothing fits when it has read it all. */
    static int end(JsonValue value) {
        return value instanceof ObjectValue || value instanceof ArrayValue ? value.end() - 1 : value.start();
    }

    @Override
    public List<Demand> demands() {
        return List.of(any());
    }

    Demand.Any any() {
        return new Demand.Any(List.copyOf(applied), exactlyOne);
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.alternatives(applied);
    }

    @Override
    public TypeSet types() {
        return applied.stream().map(Subschema::types).reduce(TypeSet.of(), TypeSet::or);
    }

    @Override
    public Outline outline() {
        return Outlines.any(applied);
    }
}
