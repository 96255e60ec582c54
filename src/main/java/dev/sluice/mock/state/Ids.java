package dev.sluice.mock.state;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a collection: valid as the member that shows them and as the path parameter that asks for them. Immutable.
 *
 * @param member its name in items; empty where nobody can ask for an item by itself, so that none has a name
 * @param shown the member's outlines wherever items are shown
 * @param parameter the last of an item's path, or null where items have no path
 * @param values of the parameter's schema, or null
 */
record Ids(
        String member,
        List<Outline> shown,
        @Nullable ParameterPlan parameter,
        @Nullable ValueSource values) {

    private static final int ATTEMPTS = 16;

    /** Whether items have no member that names them. */
    boolean isNameless() {
        return member.isEmpty();
    }

    /** What an item says that it is called; null where it says nothing. */
    @Nullable
    JsonValue of(ObjectValue item) {
        return isNameless() ? null : item.get(member);
    }

    /** Whether a client may ask for an item by this id. */
    boolean fits(@Nullable JsonValue id) {
        String text = Texts.of(id);
        // segments of dots are folders to whoever tidies paths up
        return text != null && !text.isEmpty() && !text.equals(".") && !text.equals("..") && fitsPath(text);
    }

    /** What is read back must be the same id: {@code "1e9"} may come back as a number. */
    private boolean fitsPath(String text) {
        if (parameter == null) {
            return true;
        }
        JsonValue asked = ParameterText.value(text, parameter.schema().outline());
        return text.equals(Texts.of(asked)) && parameter.schema().accepts(asked);
    }

    /**
     * An id that is valid everywhere; not sure to be new.
     *
     * @param number of ids that were made before
     * @return null when none is found
     */
    @Nullable
    JsonValue next(long number, long seed) {
        TypeSet types = shown.stream().map(Outline::types).reduce(TypeSet.ANY, TypeSet::and);
        if (types.has(TypeSet.Type.INTEGER) && !types.has(TypeSet.Type.STRING)) {
            JsonValue counted = new NumberValue(-1, -1, BigDecimal.valueOf(number + 1));
            return isValid(counted) ? counted : generated(number, seed);
        }
        if (types.has(TypeSet.Type.STRING)) {
            String unique = Seeds.uuid(Seeds.mix(seed, number)).toString();
            for (String text : List.of(unique, unique.replace("-", ""), Long.toString(number + 1))) {
                JsonValue id = new StringValue(-1, -1, text);
                if (isValid(id)) {
                    return id;
                }
            }
        }
        return generated(number, seed);
    }

    private @Nullable JsonValue generated(long number, long seed) {
        for (int i = 0; values != null && i < ATTEMPTS; i++) {
            JsonValue id = values.value(Seeds.mix(Seeds.mix(seed, number), i));
            if (isValid(id)) {
                return id;
            }
        }
        return null;
    }

    private boolean isValid(JsonValue id) {
        return fits(id) && shown.stream().allMatch(outline -> outline.accepts(id));
    }

    /** The id that a path asks for, as items show it: a path has only texts. */
    JsonValue ofPath(JsonValue asked) {
        if (shown.stream().allMatch(outline -> outline.accepts(asked))) {
            return asked;
        }
        String text = Texts.of(asked);
        return text == null ? asked : shown.isEmpty() ? asked : ParameterText.value(text, shown.get(0));
    }
}
