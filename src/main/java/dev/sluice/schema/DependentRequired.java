package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code dependentRequired}, and {@code dependencies} with arrays.
 *
 * @param expected by the name that asks for others, then by the name that it asks for
 */
record DependentRequired(Map<String, Map<String, Expectation>> expected) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return true;
        }
        boolean valid = true;
        for (Map.Entry<String, Map<String, Expectation>> dependency : expected.entrySet()) {
            if (object.get(dependency.getKey()) != null) {
                valid &= judge(object, dependency.getValue(), evaluation);
            }
        }
        return valid;
    }

    private static boolean judge(ObjectValue object, Map<String, Expectation> required, Evaluation evaluation) {
        boolean valid = true;
        for (Map.Entry<String, Expectation> member : required.entrySet()) {
            if (object.get(member.getKey()) == null) {
                valid = evaluation.violation(member.getValue(), object.end() - 1);
            }
        }
        return valid;
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.names(expected.keySet());
        expected.values().forEach(required -> reach.names(required.keySet()));
    }

    @Override
    public List<Demand> demands() {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        expected.forEach((name, required) -> names.put(name, required.keySet()));
        return List.of(new Demand.DependentNames(names));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}
