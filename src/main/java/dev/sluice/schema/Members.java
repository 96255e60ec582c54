package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code properties} and {@code additionalProperties}.
 *
 * @param closed what {@code additionalProperties: false} expects
 */
record Members(Map<String, Subschema> properties, Subschema additional, Expectation closed) implements Keyword {

    Subschema schemaOf(String name) {
        return properties.getOrDefault(name, additional);
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return true;
        }
        boolean valid = true;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            valid &= judge(member.getKey(), member.getValue(), evaluation);
            if (!valid && evaluation.isQuiet()) {
                return false;
            }
        }
        return valid;
    }

    private boolean judge(String name, JsonValue member, Evaluation evaluation) {
        Subschema schema = schemaOf(name);
        if (schema == additional && additional.isFalse()) {
            return evaluation.violation(closed, name, member.start());
        }
        return schema.isTrue() || evaluation.member(schema, name, member);
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.members(this);
    }

    @Override
    public TypeSet memberTypes(String name) {
        return schemaOf(name).types();
    }

    @Override
    public JsonValue fill(JsonValue value) {
        if (!(value instanceof ObjectValue object)) {
            return value;
        }
        Map<String, JsonValue> members = object.members();
        Map<String, JsonValue> changes = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            JsonValue filled = schemaOf(name).fill(member);
            if (filled != member) {
                changes.put(name, filled);
            }
        });
        properties.forEach((name, schema) -> {
            JsonValue defaultValue = members.containsKey(name) ? null : schema.defaultValue();
            if (defaultValue != null) {
                changes.put(name, defaultValue);
            }
        });
        if (changes.isEmpty()) {
            return object;
        }
        Map<String, JsonValue> filled = new LinkedHashMap<>(members);
        filled.putAll(changes);
        return new ObjectValue(object.start(), object.end(), Collections.unmodifiableMap(filled));
    }
}
