package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.ParameterText;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the raw text of a parameter into a value by its style (OpenAPI 3.1, 4.8.12.4): split first, decode then. */
final class StyleDecoder {

    private static final TypeSet SCALARS = TypeSet.of(
            TypeSet.Type.NULL, TypeSet.Type.BOOLEAN, TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.STRING);

    private StyleDecoder() {}

    /**
     * @param raw as it came, at least one; more than one only where a name was repeated
     * @return null when the text does not follow the style
     */
    static @Nullable JsonValue value(ParameterPlan plan, List<String> raw) {
        TypeSet types = plan.schema().types();
        boolean scalar = types.and(SCALARS).bits() != 0;
        if (types.has(TypeSet.Type.ARRAY) && (!scalar || raw.size() > 1)) {
            return array(plan, pieces(plan, raw));
        }
        if (raw.size() > 1) {
            return null;
        }
        if (types.has(TypeSet.Type.OBJECT) && !scalar) {
            return object(plan, pieces(plan, raw));
        }
        String text = decode(plan, raw.get(0));
        return text == null ? null : ParameterText.value(text, types);
    }

    /** The items of an array or object, not decoded; null when a name was repeated that may not be. */
    private static @Nullable List<String> pieces(ParameterPlan plan, List<String> raw) {
        if (plan.style() == Style.FORM && plan.explode()) {
            return raw;
        }
        if (raw.size() > 1) {
            return null;
        }
        String text = raw.get(0);
        return text.isEmpty() ? List.of() : split(text, plan.style());
    }

    private static List<String> split(String text, Style style) {
        return switch (style) {
            case SPACE_DELIMITED -> List.of(text.split("%20|\\+", -1));
            case PIPE_DELIMITED -> List.of(text.split("\\||%7[Cc]", -1));
            default -> List.of(text.split(",", -1));
        };
    }

    private static @Nullable JsonValue array(ParameterPlan plan, @Nullable List<String> pieces) {
        if (pieces == null) {
            return null;
        }
        TypeSet types = plan.schema().itemTypes();
        List<JsonValue> items = new ArrayList<>(pieces.size());
        for (String piece : pieces) {
            String text = decode(plan, piece);
            if (text == null) {
                return null;
            }
            items.add(ParameterText.value(text, types));
        }
        return new ArrayValue(-1, -1, Collections.unmodifiableList(items));
    }

    private static @Nullable JsonValue object(ParameterPlan plan, @Nullable List<String> pieces) {
        if (pieces == null || (!plan.explode() && pieces.size() % 2 != 0)) {
            return null;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < pieces.size(); i += plan.explode() ? 1 : 2) {
            int equals = pieces.get(i).indexOf('=');
            if (plan.explode() && equals < 0) {
                return null;
            }
            String name = decode(plan, plan.explode() ? pieces.get(i).substring(0, equals) : pieces.get(i));
            String text = decode(plan, plan.explode() ? pieces.get(i).substring(equals + 1) : pieces.get(i + 1));
            if (name == null || text == null) {
                return null;
            }
            members.put(name, ParameterText.value(text, plan.schema().memberTypes(name)));
        }
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }

    /** Headers are not percent-encoded: their text is what it is. */
    private static @Nullable String decode(ParameterPlan plan, String text) {
        return plan.in() == In.HEADER ? text.strip() : PercentEncoding.decode(text, plan.in() == In.QUERY);
    }

    /** What an empty text is where {@code allowEmptyValue} lets it pass. */
    static JsonValue empty() {
        return new StringValue(-1, -1, "");
    }
}
