package dev.sluice.schema;

import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code discriminator}: a member of an object names the schema that the object is judged by.
 *
 * @param branches by the values of the member
 * @param alternatives judge what is no object, and all where {@code open}; null for the heirs of a schema
 * @param open whether there are alternatives that no value names
 * @param demanded whether the schema itself already demands the member
 */
record Discriminated(
        String property,
        Map<String, Subschema> branches,
        @Nullable Alternatives alternatives,
        boolean open,
        boolean demanded,
        Expectation expected)
        implements InPlace {

    /** A number that is no name of a schema need not be written down. */
    private static final int LONGEST_NUMBER = 20;

    @Override
    public List<Subschema> applied() {
        List<Subschema> applied = new java.util.ArrayList<>(branches.values());
        if (alternatives != null) {
            applied.addAll(alternatives.applied());
        }
        return applied;
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return alternatives == null || alternatives.judge(value, evaluation);
        }
        JsonValue name = object.get(property);
        Subschema branch = branch(name);
        if (branch != null) {
            return branch.judge(value, evaluation);
        }
        if (open && alternatives != null) {
            return alternatives.judge(value, evaluation);
        }
        if (name != null) {
            return evaluation.violation(expected, property, name.start());
        }
        return demanded || evaluation.violation(expected, value.end() - 1);
    }

    private @Nullable Subschema branch(@Nullable JsonValue name) {
        if (name instanceof StringValue text) {
            return branches.get(text.value());
        }
        if (name instanceof BooleanValue flag) {
            return branches.get(Boolean.toString(flag.value()));
        }
        return name instanceof NumberValue number
                        && number.value().precision() < LONGEST_NUMBER
                        && Math.abs((long) number.value().scale()) < LONGEST_NUMBER
                ? branches.get(number.value().toPlainString())
                : null;
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.value(property);
        reach.perhaps(applied());
    }

    @Override
    public List<Demand> demands() {
        Demand.Any any = alternatives == null ? null : alternatives.any();
        return List.of(
                new Demand.Named(property, Collections.unmodifiableMap(branches), any, open && any != null, demanded));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.discriminated(this);
    }

    @Override
    public TypeSet types() {
        return alternatives == null ? TypeSet.ANY : alternatives.types();
    }

    @Override
    public Outline outline() {
        return alternatives == null ? Outline.ANYTHING : alternatives.outline();
    }

    @Override
    public JsonValue fill(JsonValue value) {
        Subschema branch = value instanceof ObjectValue object ? branch(object.get(property)) : null;
        return branch == null ? value : branch.fill(value);
    }
}
