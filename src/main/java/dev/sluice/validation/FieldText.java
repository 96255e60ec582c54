package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import dev.sluice.validation.RawValues.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the texts of forms, parts and headers stand for: read as those of parameters are. */
final class FieldText {

    private FieldText() {}

    /**
     * @param raw as it came, at least one
     * @return null when the text does not follow the style
     */
    static @Nullable JsonValue styled(ParameterPlan plan, List<String> raw) {
        List<Piece> pieces = raw.stream().map(text -> new Piece(text, null)).toList();
        return StyleDecoder.value(plan, RawValues.chain(pieces), plan.schema().outline());
    }

    /** @param text decoded */
    static JsonValue plain(String text, Outline schema) {
        return ParameterText.value(text, schema);
    }
}
