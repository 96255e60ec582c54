package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Brings values that JSON Schema takes for equal into one form, so that Java does too. */
final class Sameness {

    private Sameness() {}

    static JsonValue of(JsonValue value) {
        if (value instanceof NumberValue number) {
            BigDecimal stripped = number.value().signum() == 0
                    ? BigDecimal.ZERO
                    : number.value().stripTrailingZeros();
            return new NumberValue(-1, -1, stripped);
        }
        if (value instanceof ArrayValue array) {
            return new ArrayValue(
                    -1, -1, array.items().stream().map(Sameness::of).toList());
        }
        if (value instanceof ObjectValue object) {
            Map<String, JsonValue> members = new HashMap<>();
            object.members().forEach((name, member) -> members.put(name, of(member)));
            return new ObjectValue(-1, -1, members);
        }
        return value;
    }
}
