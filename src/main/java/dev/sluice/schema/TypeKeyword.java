package dev.sluice.schema;

import java.util.List;

/** {@code type}, with what {@code nullable} adds to it. */
record TypeKeyword(Expectation expected, TypeSet allowed) implements ScalarKeyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return allowed.has(JsonValues.type(value)) || evaluation.violation(expected, value.start());
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Types(allowed));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.types(allowed);
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return allowed.has(TypeSet.Type.STRING);
    }

    @Override
    public TypeSet types() {
        return allowed;
    }
}
