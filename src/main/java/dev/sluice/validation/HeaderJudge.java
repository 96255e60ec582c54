package dev.sluice.validation;

import dev.sluice.contract.HeaderPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.SchemaViolation;
import dev.sluice.schema.StrictJson;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a header of a response or of a part by its plan. */
final class HeaderJudge {

    /** Takes a violation. */
    @FunctionalInterface
    interface Receiver {

        void found(ParameterPlan header, String keyword, String schemaPointer, String message);
    }

    private HeaderJudge() {}

    static void judge(HeaderPlan plan, MultiMap headers, Receiver receiver) {
        ParameterPlan header = plan.parameter();
        String first = headers.get(header.name());
        if (first == null) {
            if (header.required()) {
                receiver.found(header, "required", header.pointer() + "/required", "expected the header to be there");
            }
            return;
        }
        List<String> lines = headers.getAll(header.name());
        if (lines.size() == 1) {
            judge(plan, first, receiver);
        } else if (header.name().equalsIgnoreCase("set-cookie")) {
            // each line is a value of its own, and may hold commas (RFC 9110, 5.3)
            lines.forEach(line -> judge(plan, line, receiver));
        } else {
            judge(plan, String.join(",", lines), receiver);
        }
    }

    private static void judge(HeaderPlan plan, String text, Receiver receiver) {
        ParameterPlan header = plan.parameter();
        JsonValue value = value(plan, text);
        if (value == null) {
            String keyword = plan.json() ? "json" : "style";
            String expected = plan.json() ? "expected one strict JSON text" : "expected a value in simple style";
            receiver.found(header, keyword, header.pointer() + "/" + keyword, expected);
        } else if (!header.schema().accepts(value)) {
            for (SchemaViolation violation : header.schema().explain(value, Findings.LIMIT)) {
                receiver.found(header, violation.keyword(), violation.schemaPointer(), violation.message());
            }
        }
    }

    private static @Nullable JsonValue value(HeaderPlan plan, String text) {
        if (plan.json()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return StrictJson.read(bytes, 0, bytes.length);
        }
        return FieldText.styled(plan.parameter(), List.of(text));
    }
}
