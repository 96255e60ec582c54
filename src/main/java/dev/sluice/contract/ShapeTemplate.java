package dev.sluice.contract;

import dev.sluice.contract.ErrorDialect.Part;
import dev.sluice.contract.ErrorDialect.Shape;
import dev.sluice.contract.ErrorDialect.Value;
import dev.sluice.document.Node;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an example of an error body, in which some strings are slots, into the parts of a {@link Shape}. Slots of a
 * body: {@code $code}, {@code $message}, {@code $detail}, {@code $status}, {@code $requestId}, {@code $type} and
 * {@code $violations}, the list of violations, whose member is left out where there are none. Slots of a violation:
 * {@code $in}, {@code $name}, {@code $pointer}, {@code $keyword}, {@code $schemaPointer} and {@code $message}. A slot
 * is a whole string.
 */
final class ShapeTemplate {

    private static final Set<String> MEMBERS = Set.of("contentType", "body", "violation");
    private static final String VIOLATIONS = "$violations";
    private static final String HIDDEN = "a slot within a longer string (expected: the slot alone)";

    private static final Map<String, Value> BODY_SLOTS = Map.of(
            "$code", Value.CODE,
            "$message", Value.MESSAGE,
            "$detail", Value.DETAIL,
            "$status", Value.STATUS,
            "$requestId", Value.REQUEST_ID,
            "$type", Value.TYPE);

    private static final Map<String, Value> VIOLATION_SLOTS = Map.of(
            "$in", Value.VIOLATION_IN,
            "$name", Value.VIOLATION_NAME,
            "$pointer", Value.VIOLATION_POINTER,
            "$keyword", Value.VIOLATION_KEYWORD,
            "$schemaPointer", Value.VIOLATION_SCHEMA_POINTER,
            "$message", Value.VIOLATION_MESSAGE);

    private final Findings findings;
    private final Map<String, Value> slots;
    private final @Nullable List<Part> violation;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();

    private ShapeTemplate(Findings findings, Map<String, Value> slots, @Nullable List<Part> violation) {
        this.findings = findings;
        this.slots = slots;
        this.violation = violation;
    }

    /** @return null after a fault that leaves nothing to write */
    static @Nullable Shape read(Located at, Findings findings) {
        new Extensions(findings).refuseUnknownMembers(at, MEMBERS);
        String contentType = findings.text(at, "contentType");
        Located body = at.member("body");
        if (contentType == null || body == null) {
            findings.fault(at, "an incomplete shape (expected: contentType and body)");
            return null;
        }
        Located item = at.member("violation");
        List<Part> violation = item == null ? null : new ShapeTemplate(findings, VIOLATION_SLOTS, null).parts(item);
        return new Shape(contentType, new ShapeTemplate(findings, BODY_SLOTS, violation).parts(body));
    }

    private List<Part> parts(Located template) {
        value(template);
        flush();
        return List.copyOf(parts);
    }

    private void value(Located at) {
        if (at.node() instanceof Node.Mapping mapping) {
            object(at, mapping);
        } else if (at.node() instanceof Node.Sequence) {
            array(at);
        } else if (at.node() instanceof Node.Scalar scalar) {
            if (scalar.value() instanceof String text) {
                string(at, text);
            } else {
                pending.append(scalar.value());
            }
        }
    }

    private void object(Located at, Node.Mapping mapping) {
        pending.append('{');
        boolean first = true;
        for (String name : mapping.members().keySet()) {
            Located member = at.member(name);
            if (member == null) {
                continue;
            }
            if (violation != null && VIOLATIONS.equals(member.text())) {
                violations(member, name, first);
                continue;
            }
            if (!first) {
                pending.append(',');
            }
            first = false;
            JsonText.append(pending, name);
            pending.append(':');
            value(member);
        }
        pending.append('}');
    }

    private void array(Located at) {
        pending.append('[');
        List<Located> items = at.items();
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                pending.append(',');
            }
            value(items.get(i));
        }
        pending.append(']');
    }

    private void violations(Located at, String name, boolean first) {
        if (first) {
            findings.fault(
                    at, "$violations in the first member of its object (expected: behind one that is always there)");
        }
        StringBuilder before = new StringBuilder(",");
        JsonText.append(before, name);
        flush();
        parts.add(new Part.Violations(
                Buffer.buffer(before.append(':').toString()), violation == null ? List.of() : violation));
    }

    private void string(Located at, String text) {
        Value slot = slots.get(text);
        if (slot != null) {
            flush();
            parts.add(new Part.Slot(slot));
            return;
        }
        if (text.equals(VIOLATIONS)) {
            findings.fault(
                    at,
                    slots == VIOLATION_SLOTS || violation != null
                            ? "$violations can only be a member of an object in a body"
                            : "$violations needs to know what one looks like (expected: violation: {…} beside body)");
        } else if (text.startsWith("$")) {
            Map<String, Value> sorted = new java.util.TreeMap<>(slots);
            findings.fault(
                    at,
                    slots.keySet().stream().anyMatch(text::startsWith)
                            ? HIDDEN
                            : "there is no slot " + text + Nearest.hint(text, sorted.keySet()) + " (expected: "
                                    + String.join(", ", sorted.keySet()) + ")");
        } else if (slots.keySet().stream().anyMatch(text::contains) || text.contains(VIOLATIONS)) {
            findings.fault(at, HIDDEN);
        }
        JsonText.append(pending, text);
    }

    private void flush() {
        if (!pending.isEmpty()) {
            parts.add(new Part.Literal(Buffer.buffer(pending.toString())));
            pending.setLength(0);
        }
    }
}
