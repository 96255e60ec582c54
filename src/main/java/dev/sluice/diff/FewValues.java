package dev.sluice.diff;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All values that are left where other keywords than {@code enum} leave only a few. */
final class FewValues {

    private static final int MOST = 100;

    private FewValues() {}

    /** At least those that may come; null where they are too many to be gone through. */
    static @Nullable List<JsonValue> of(Merged given) {
        List<JsonValue> values = new ArrayList<>();
        for (TypeSet.Type type : TypeSet.Type.values()) {
            if (given.allows(type) && !add(given, type, values)) {
                return null;
            }
        }
        return values;
    }

    private static boolean add(Merged given, TypeSet.Type type, List<JsonValue> values) {
        return switch (type) {
            case NULL -> values.add(new JsonValue.NullValue(-1, -1));
            case BOOLEAN ->
                values.add(new JsonValue.BooleanValue(-1, -1, true))
                        && values.add(new JsonValue.BooleanValue(-1, -1, false));
            case INTEGER -> addWhole(given, values);
            case NUMBER ->
                given.lower != null
                        && given.upper != null
                        && given.lower.value().compareTo(given.upper.value()) == 0
                        && values.add(new JsonValue.NumberValue(-1, -1, given.lower.value()));
            case STRING -> given.maxLength == 0 && values.add(new JsonValue.StringValue(-1, -1, ""));
            case ARRAY -> given.maxItems == 0 && values.add(new JsonValue.ArrayValue(-1, -1, List.of()));
            case OBJECT -> given.maxMembers == 0 && values.add(new JsonValue.ObjectValue(-1, -1, Map.of()));
        };
    }

    private static boolean addWhole(Merged given, List<JsonValue> values) {
        if (given.lower == null || given.upper == null) {
            return false;
        }
        BigDecimal last = given.upper.whole(false).value();
        BigDecimal next = given.lower.whole(true).value();
        if (last.scale() != 0 || next.scale() != 0) {
            // not written out: it would take too many digits
            return false;
        }
        if (last.subtract(next).compareTo(BigDecimal.valueOf(MOST)) > 0) {
            return false;
        }
        for (; next.compareTo(last) <= 0; next = next.add(BigDecimal.ONE)) {
            values.add(new JsonValue.NumberValue(-1, -1, next));
        }
        return true;
    }
}
