package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.List;

/** {@code minProperties} or {@code maxProperties}. */
record MemberCount(Expectation expected, int minimum, int maximum) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return true;
        }
        int count = object.members().size();
        if (count > maximum) {
            return evaluation.violation(expected, startOfMember(object, maximum));
        }
        return count >= minimum || evaluation.violation(expected, value.end() - 1);
    }

    private static int startOfMember(ObjectValue object, int index) {
        return object.members().values().stream()
                .skip(index)
                .mapToInt(JsonValue::start)
                .findFirst()
                .orElse(object.start());
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.allNames();
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.MemberCount(minimum, maximum));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.memberCount(minimum, maximum);
    }
}
