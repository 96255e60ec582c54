package dev.sluice.contract;

import dev.sluice.contract.ErrorDialect.Part;
import dev.sluice.contract.ErrorDialect.Shape;
import dev.sluice.contract.ErrorDialect.Value;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of an error where a contract declares none; {@code code} is the problem type's name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class ProblemDetails {

    private ProblemDetails() {}

    /** {@code {"type":"about:blank","title":…,"status":…,"detail":…,"code":…,"request_id":…,"errors":[…]}} */
    static Shape shape() {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put(",\"title\":", Value.MESSAGE);
        members.put(",\"status\":", Value.STATUS);
        members.put(",\"detail\":", Value.DETAIL);
        members.put(",\"code\":", Value.TYPE);
        members.put(",\"request_id\":", Value.REQUEST_ID);
        List<Part> body = new ArrayList<>();
        body.add(literal("{\"type\":\"about:blank\""));
        members.forEach((name, value) -> body.addAll(List.of(literal(name), new Part.Slot(value))));
        body.add(new Part.Violations(Buffer.buffer(",\"errors\":"), problemDetail()));
        body.add(literal("}"));
        return new Shape("application/problem+json", List.copyOf(body));
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
