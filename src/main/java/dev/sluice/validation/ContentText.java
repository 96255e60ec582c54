package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Schema;
import dev.sluice.validation.RawValues.Piece;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads parameters that are written in a media type. */
final class ContentText {

    private ContentText() {}

    /** @return the value, with the schema's defaults; null when it breaks the contract, which the findings then know */
    static @Nullable JsonValue value(ParameterPlan plan, Piece raw, Findings findings) {
        String text = StyleDecoder.decode(plan.in(), raw.text);
        if (text == null || plan.content() == null) {
            findings.unreadable(plan);
            return null;
        }
        if (!plan.content().isJson()) {
            return new StringValue(-1, -1, text);
        }
        byte[] json = bytes(plan.in(), text);
        Schema schema = plan.schema();
        if (schema.accepts(json, 0, json.length)) {
            return schema.read(json, 0, json.length);
        }
        findings.add(plan.in(), plan.name(), schema.explain(json, 0, json.length, Findings.LIMIT), plan.codes());
        return null;
    }

    /** The octets of a header arrive as one character each. */
    private static byte[] bytes(In in, String text) {
        return text.getBytes(
                in == In.HEADER && text.chars().allMatch(c -> c < 256)
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8);
    }
}
