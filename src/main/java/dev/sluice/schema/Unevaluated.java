package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.List;
import java.util.Map;

/**
 * {@code unevaluatedProperties} and {@code unevaluatedItems}; stands behind all other keywords of its schema.
 *
 * @param members whether it is the one about members
 * @param closed what the schema {@code false} expects
 */
record Unevaluated(boolean members, Subschema schema, Expectation closed) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        boolean valid = true;
        if (members && value instanceof ObjectValue object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                valid &= evaluation.isMarked(member.getKey()) || judge(member.getKey(), member.getValue(), evaluation);
                evaluation.mark(member.getKey());
            }
        } else if (!members && value instanceof ArrayValue array) {
            List<JsonValue> items = array.items();
            for (int i = 0; i < items.size(); i++) {
                valid &= evaluation.isMarked(i) || judge(i, items.get(i), evaluation);
                evaluation.mark(i);
            }
        }
        return valid;
    }

    /** Judges one member or item that nothing else has judged. */
    void judgePart(Object step, JsonValue part, Evaluation evaluation) {
        if (step instanceof Integer index && !members) {
            judge(index, part, evaluation);
        } else if (step instanceof String name && members) {
            judge(name, part, evaluation);
        }
    }

    private boolean judge(String name, JsonValue member, Evaluation evaluation) {
        return schema.isFalse()
                ? evaluation.violation(closed, name, member.start())
                : evaluation.member(schema, name, member);
    }

    private boolean judge(int index, JsonValue item, Evaluation evaluation) {
        return schema.isFalse()
                ? evaluation.violation(closed, index, item.start())
                : evaluation.item(schema, index, item);
    }

    @Override
    public void reach(ReachBuilder reach) {
        if (members) {
            reach.anyMember(schema);
        } else {
            reach.anyItem(schema);
        }
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Unevaluated(members, schema));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}
