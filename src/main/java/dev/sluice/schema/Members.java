package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code properties}, {@code patternProperties} and {@code additionalProperties}.
 *
 * @param additional {@link Subschema#TRUE} where the schema says nothing
 * @param closed what {@code additionalProperties: false} expects
 */
record Members(
        Map<String, Subschema> properties, List<PatternMember> patterns, Subschema additional, Expectation closed)
        implements Keyword {

    /** All schemas that apply to a member. */
    List<Subschema> schemasOf(String name) {
        Subschema named = properties.get(name);
        if (patterns.isEmpty()) {
            return List.of(named == null ? additional : named);
        }
        List<Subschema> schemas = new ArrayList<>();
        if (named != null) {
            schemas.add(named);
        }
        for (PatternMember member : patterns) {
            if (member.pattern().isFoundIn(name)) {
                schemas.add(member.schema());
            }
        }
        return schemas.isEmpty() ? List.of(additional) : schemas;
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
        boolean valid = true;
        for (Subschema schema : schemasOf(name)) {
            if (schema != Subschema.TRUE) {
                evaluation.mark(name);
            }
            if (schema == additional && additional.isFalse()) {
                valid = evaluation.violation(closed, name, member.start());
            } else {
                valid &= schema.isTrue() || evaluation.member(schema, name, member);
            }
        }
        return valid;
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Members(
                Collections.unmodifiableMap(properties),
                patterns.stream()
                        .map(member -> new Demand.MatchedMembers(member.pattern(), member.schema()))
                        .toList(),
                additional == Subschema.TRUE ? null : additional));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.members(this);
    }

    @Override
    public Outline outline() {
        return new Outline() {
            @Override
            public Outline member(String name) {
                return Outlines.all(schemasOf(name));
            }

            @Override
            public Set<String> names() {
                return properties.keySet();
            }

            @Override
            public boolean isOpen() {
                return !patterns.isEmpty() || (additional != Subschema.TRUE && !additional.isFalse());
            }
        };
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return true;
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.members(this);
    }

    @Override
    public JsonValue fill(JsonValue value) {
        if (!(value instanceof ObjectValue object)) {
            return value;
        }
        Map<String, JsonValue> members = object.members();
        Map<String, JsonValue> changes = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            JsonValue filled = member;
            for (Subschema schema : schemasOf(name)) {
                filled = schema.fill(filled);
            }
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
