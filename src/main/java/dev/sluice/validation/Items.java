package dev.sluice.validation;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes arrays of decoded texts. */
final class Items {

    private static final ArrayValue EMPTY = new ArrayValue(-1, -1, List.of());

    private Items() {}

    /** A single empty text is an array without items, or where the schema does not take that, with an empty one. */
    static ArrayValue array(List<String> texts, Outline schema) {
        if (texts.isEmpty()) {
            return EMPTY;
        }
        if (texts.size() > 1 || !texts.get(0).isEmpty()) {
            return of(texts, schema);
        }
        if (schema.accepts(EMPTY)) {
            return EMPTY;
        }
        ArrayValue single = of(texts, schema);
        return schema.accepts(single) ? single : EMPTY;
    }

    private static ArrayValue of(List<String> texts, Outline schema) {
        List<JsonValue> items = new ArrayList<>(texts.size());
        for (String text : texts) {
            items.add(ParameterText.inner(text, schema.item(items.size())));
        }
        return new ArrayValue(-1, -1, Collections.unmodifiableList(items));
    }
}
