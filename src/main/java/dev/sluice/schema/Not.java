package dev.sluice.schema;

import java.util.List;

/** {@code not}. */
record Not(Expectation expected, Subschema schema) implements InPlace {

    @Override
    public List<Subschema> applied() {
        return List.of(schema);
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return !evaluation.testApart(schema, value) || evaluation.violation(expected, Alternatives.end(value));
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Not(schema));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}
