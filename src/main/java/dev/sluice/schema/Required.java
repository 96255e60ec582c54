package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code required}.
 *
 * @param expected by the name of the member
 */
record Required(Map<String, Expectation> expected) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return true;
        }
        boolean valid = true;
        for (Map.Entry<String, Expectation> member : expected.entrySet()) {
            if (!object.members().containsKey(member.getKey())) {
                valid = evaluation.violation(member.getValue(), value.end() - 1);
            }
        }
        return valid;
    }

    @Override
    public Outline outline() {
        return new Outline() {
            @Override
            public Set<String> required() {
                return expected.keySet();
            }
        };
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.names(expected.keySet());
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Required(expected.keySet()));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.required(expected.keySet());
    }
}
