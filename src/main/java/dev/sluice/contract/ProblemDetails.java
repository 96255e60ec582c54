package dev.sluice.contract;

import dev.sluice.contract.ErrorDialect.Part;
import dev.sluice.contract.ErrorDialect.Shape;
import dev.sluice.contract.ErrorDialect.Value;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The shape of an error where a contract declares none; {@code code} is the problem type's name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class ProblemDetails {

    private ProblemDetails() {}

    /**
     * {@code {"type":"about:blank","title":…,"status":…,"detail":…,"code":…,"request_id":…,"errors":[…]}}, without
     * {@code detail} where the title says it all.
     */
    static Shape shape() {
        List<Part> body = List.of(
                literal("{\"type\":\"about:blank\",\"title\":"),
                new Part.Slot(Value.MESSAGE),
                literal(",\"status\":"),
                new Part.Slot(Value.STATUS),
                new Part.Member(Buffer.buffer(",\"detail\":"), new Part.Slot(Value.DETAIL)),
                literal(",\"code\":"),
                new Part.Slot(Value.TYPE),
                literal(",\"request_id\":"),
                new Part.Slot(Value.REQUEST_ID),
                new Part.Violations(Buffer.buffer(",\"errors\":"), problemDetail()),
                literal("}"));
        return new Shape("application/problem+json", body);
    }

    private static List<Part> problemDetail() {
        return List.of(
                literal("{\"in\":"),
                new Part.Slot(Value.VIOLATION_IN),
                literal(",\"name\":"),
                new Part.Slot(Value.VIOLATION_NAME),
                literal(",\"pointer\":"),
                new Part.Slot(Value.VIOLATION_POINTER),
                literal(",\"keyword\":"),
                new Part.Slot(Value.VIOLATION_KEYWORD),
                literal(",\"detail\":"),
                new Part.Slot(Value.VIOLATION_MESSAGE),
                literal("}"));
    }

    private static Part literal(String text) {
        return new Part.Literal(Buffer.buffer(text));
    }
}
