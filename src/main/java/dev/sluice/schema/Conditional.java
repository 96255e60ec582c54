package dev.sluice.schema;

import java.util.List;

/** {@code if} with {@code then} and {@code else}. */
record Conditional(Subschema condition, Subschema then, Subschema otherwise) implements InPlace {

    @Override
    public List<Subschema> applied() {
        return List.of(condition, then, otherwise);
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return (evaluation.test(condition, value) ? then : otherwise).judge(value, evaluation);
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.perhaps(
                applied().stream().filter(schema -> schema != Subschema.TRUE).toList());
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.If(condition, then, otherwise));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}
