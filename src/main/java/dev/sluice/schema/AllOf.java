package dev.sluice.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code allOf}; {@code $ref} is an {@code allOf} of one. */
record AllOf(List<Subschema> applied) implements InPlace {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        boolean valid = true;
        for (Subschema schema : applied) {
            valid &= schema.judge(value, evaluation);
            if (!valid && evaluation.isQuiet()) {
                return false;
            }
        }
        return valid;
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.All(List.copyOf(applied)));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        applied.forEach(shape::include);
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.all(applied);
    }

    @Override
    public TypeSet types() {
        return applied.stream().map(Subschema::types).reduce(TypeSet.ANY, TypeSet::and);
    }

    @Override
    public Outline outline() {
        return Outlines.all(applied);
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return applied.stream().allMatch(schema -> schema.read(checks));
    }

    @Override
    public JsonValue fill(JsonValue value) {
        JsonValue filled = value;
        for (Subschema schema : applied) {
            filled = schema.fill(filled);
        }
        return filled;
    }

    @Override
    public @Nullable JsonValue defaultValue() {
        for (Subschema schema : applied) {
            JsonValue found = schema.defaultValue();
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
