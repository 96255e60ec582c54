package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads arrays whose items stand in one text, and those within them (Swagger 2.0, {@code collectionFormat}). */
final class JoinedItems {

    private final List<Style> styles;
    private final @Nullable In in;

    /** @param in null where texts are not encoded */
    private JoinedItems(ParameterPlan plan, @Nullable In in) {
        this.styles = plan.itemStyles();
        this.in = in;
    }

    /**
     * The items of a parameter, some of which are arrays.
     *
     * @param pieces raw
     * @return null for what is not well-encoded
     */
    static @Nullable ArrayValue nested(List<String> pieces, ParameterPlan plan, Outline schema) {
        return new JoinedItems(plan, plan.in()).array(pieces, 0, schema);
    }

    /** The items of a field that stands in a part of its own, in which nothing is encoded. */
    static @Nullable ArrayValue plain(String text, ParameterPlan plan, Outline schema) {
        JoinedItems items = new JoinedItems(plan, null);
        return items.array(items.cut(text, plan.style()), 0, schema);
    }

    private @Nullable ArrayValue array(List<String> pieces, int depth, Outline schema) {
        List<JsonValue> items = new ArrayList<>(pieces.size());
        for (String piece : pieces) {
            Outline item = schema.item(items.size());
            JsonValue value =
                    depth < styles.size() ? array(cut(piece, styles.get(depth)), depth + 1, item) : single(piece, item);
            if (value == null) {
                return null;
            }
            items.add(value);
        }
        return new ArrayValue(-1, -1, Collections.unmodifiableList(items));
    }

    private @Nullable JsonValue single(String piece, Outline schema) {
        String decoded = in == null ? piece : StyleDecoder.decode(in, piece);
        return decoded == null ? null : ParameterText.inner(decoded, schema);
    }

    private List<String> cut(String text, Style style) {
        return text.isEmpty() ? List.of() : Delimiters.cut(text, style, in);
    }
}
