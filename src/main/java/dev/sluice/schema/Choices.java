package dev.sluice.schema;

import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code enum} and {@code const}. */
final class Choices implements Keyword, NumberCheck {

    /** Up to so many strings are compared one after the other. */
    private static final int FEW = 4;

    private final Expectation expected;
    private final List<JsonValue> values;
    private final Set<String> strings = new LinkedHashSet<>();
    private final List<BigDecimal> numbers = new ArrayList<>();
    private final List<JsonValue> others = new ArrayList<>();
    private final TypeSet types;

    Choices(Expectation expected, List<JsonValue> values) {
        this.expected = expected;
        this.values = values;
        TypeSet found = TypeSet.of();
        for (JsonValue value : values) {
            TypeSet.Type type = JsonValues.type(value);
            found = found.or(
                    type == TypeSet.Type.NUMBER
                            ? TypeSet.of(TypeSet.Type.NUMBER, TypeSet.Type.INTEGER)
                            : TypeSet.of(type));
            if (value instanceof StringValue string) {
                strings.add(string.value());
            } else if (value instanceof NumberValue number) {
                numbers.add(number.value());
            } else {
                others.add(value);
            }
        }
        this.types = found;
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return accepts(value) || evaluation.violation(expected, value.start());
    }

    private boolean accepts(JsonValue value) {
        if (value instanceof StringValue string) {
            return strings.contains(string.value());
        }
        if (value instanceof NumberValue number) {
            return accepts(number.value());
        }
        for (JsonValue choice : others) {
            if (JsonValues.equal(choice, value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean accepts(BigDecimal value) {
        for (BigDecimal number : numbers) {
            if (number.compareTo(value) == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Values(values));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        if (types.has(TypeSet.Type.ARRAY) || types.has(TypeSet.Type.OBJECT)) {
            shape.buffer();
            return;
        }
        shape.types(types);
        shape.booleans(accepts(new BooleanValue(-1, -1, true)), accepts(new BooleanValue(-1, -1, false)));
        if (!numbers.isEmpty()) {
            shape.number(this);
        }
        if (!strings.isEmpty()) {
            if (strings.size() <= FEW && strings.stream().allMatch(Choices::isPlain)) {
                shape.choices(strings);
            }
            Names names = new Names(List.copyOf(strings));
            shape.string((in, start, stop) ->
                    (in.plain ? names.find(in.json, start, stop) : names.find(in.text(start, stop))) >= 0);
        }
    }

    /** Whether JSON text holds the string as it is. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return checks.add(strings::contains);
    }

    @Override
    public void reach(ReachBuilder reach) {
        if (types.has(TypeSet.Type.ARRAY) || types.has(TypeSet.Type.OBJECT)) {
            reach.whole();
        }
    }

    @Override
    public TypeSet types() {
        return types;
    }
}
