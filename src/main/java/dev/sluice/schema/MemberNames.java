package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.util.List;
import java.util.Map;

/** {@code propertyNames}. */
record MemberNames(Subschema schema, Expectation expected) implements Keyword {

    boolean accepts(String name) {
        return schema.judge(new StringValue(-1, -1, name), Evaluation.quiet());
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return true;
        }
        boolean valid = true;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!evaluation.testApart(schema, new StringValue(-1, -1, member.getKey()))) {
                valid = evaluation.violation(
                        expected, member.getKey(), member.getValue().start());
                if (evaluation.isQuiet()) {
                    return false;
                }
            }
        }
        return valid;
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.allNames();
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.MemberNames(schema));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.memberNames(this);
    }
}
