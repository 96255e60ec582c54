package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.validation.RawValues.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The raw text of one parameter, cut by the delimiters of its style; nothing is decoded here. Confined to one call. */
final class StyleText {

    private final ParameterPlan plan;
    private final Piece raw;
    /** Whether each item is a piece of its own. */
    private final boolean pieces;

    StyleText(ParameterPlan plan, Piece raw) {
        this.plan = plan;
        this.raw = raw;
        this.pieces = switch (plan.style()) {
            case FORM, SPACE_DELIMITED, PIPE_DELIMITED, TAB_DELIMITED -> plan.explode();
            case DEEP_OBJECT -> true;
            case MATRIX, LABEL, SIMPLE -> false;
        };
    }

    /** The text of one value; null when it does not begin as the style wants, or when there are several. */
    @Nullable
    String whole() {
        if (raw.next() != null || raw.member != null) {
            return null;
        }
        return switch (plan.style()) {
            case MATRIX -> raw.text.startsWith(";") ? named(raw.text.substring(1)) : null;
            case LABEL -> raw.text.startsWith(".") ? raw.text.substring(1) : null;
            default -> raw.text;
        };
    }

    boolean isEmpty() {
        String whole = whole();
        return whole != null && whole.isEmpty();
    }

    /** Whether it looks like more than one item. */
    boolean isDivided() {
        if (raw.next() != null || raw.member != null) {
            return true;
        }
        List<String> items = pieces ? null : items();
        return items != null && items.size() > 1;
    }

    /** @return null when the text does not follow the style */
    @Nullable
    List<String> items() {
        if (pieces) {
            List<String> items = new ArrayList<>();
            for (Piece piece = raw; piece != null; piece = piece.next()) {
                items.add(piece.text);
            }
            return items;
        }
        if (plan.style() == Style.MATRIX && plan.explode()) {
            return named(cut());
        }
        return cut();
    }

    /** Names and values in turns; null when the text does not follow the style. */
    @Nullable
    List<String> members() {
        if (pieces) {
            return raw.text.isEmpty() && raw.next() == null ? List.of() : null;
        }
        List<String> cut = cut();
        if (cut == null || !plan.explode()) {
            return cut;
        }
        List<String> members = new ArrayList<>(2 * cut.size());
        for (String pair : cut) {
            int equals = pair.indexOf('=');
            // RFC 6570, 3.2.7: only this style leaves out the equals sign of an empty value
            if (equals < 0 && plan.style() != Style.MATRIX) {
                return null;
            }
            members.add(equals < 0 ? pair : pair.substring(0, equals));
            members.add(equals < 0 ? "" : pair.substring(equals + 1));
        }
        return members;
    }

    static JsonValue emptyObject() {
        return new ObjectValue(-1, -1, Map.of());
    }

    private @Nullable List<String> cut() {
        if (plan.style() == Style.MATRIX && plan.explode()) {
            return raw.text.startsWith(";") ? Delimiters.cut(raw.text.substring(1), ';') : null;
        }
        String whole = whole();
        if (whole == null || whole.isEmpty()) {
            return whole == null ? null : List.of();
        }
        return switch (plan.style()) {
            case LABEL -> Delimiters.cut(whole, plan.explode() ? '.' : ',');
            default -> Delimiters.cut(whole, plan.style(), plan.in());
        };
    }

    private @Nullable List<String> named(@Nullable List<String> pairs) {
        if (pairs == null) {
            return null;
        }
        List<String> values = new ArrayList<>(pairs.size());
        for (String pair : pairs) {
            String value = named(pair);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** What stands behind the parameter's own name; empty without an equals sign. */
    private @Nullable String named(String pair) {
        int equals = pair.indexOf('=');
        String name = PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals), false);
        return plan.name().equals(name) ? pair.substring(equals < 0 ? pair.length() : equals + 1) : null;
    }
}
