package dev.sluice.schema;

/** {@code type}, with what {@code nullable} adds to it. */
record TypeKeyword(Expectation expected, TypeSet allowed) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return allowed.has(JsonValues.type(value)) || evaluation.violation(expected, value.start());
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.types(allowed);
    }

    @Override
    public TypeSet types() {
        return allowed;
    }
}
