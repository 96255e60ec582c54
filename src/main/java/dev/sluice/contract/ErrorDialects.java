package dev.sluice.contract;

import dev.sluice.contract.ErrorDialect.Entry;
import dev.sluice.contract.ErrorDialect.Shape;
import dev.sluice.contract.ErrorDialect.Value;
import dev.sluice.document.Node;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-sluice-errors} at the root of a contract: how its errors look and what they are called.
 *
 * <pre>
 * x-sluice-errors:
 *   shapes:                      # the first one is for every entry that names none
 *     operation:
 *       contentType: application/json
 *       body: { error: { code: $code, message: $message, details: $violations } }
 *       violation: { pointer: $pointer, keyword: $keyword, message: $message }
 *   problems:                    # by the name of a problem type; a code that the catalogue holds says the rest
 *     invalid-request: { code: EndPoint.0002 }
 *     rate-limited: { status: 429, code: APIGW.0308, message: $detail, shape: operation }
 *   codes:                       # the catalogue, for x-sluice-error and for problems
 *     EndPoint.0002: { status: 400, message: Parameter error. }
 *   fallback: { code: APIGW.0601 }
 * </pre>
 *
 * A missing {@code status} or {@code message} is that of the problem type; the message {@code $detail} is what is wrong
 * in the very request. The slots of a shape: {@link ShapeTemplate}.
 */
final class ErrorDialects {

    static final String EXTENSION = "x-sluice-errors";

    private static final Set<String> MEMBERS = Set.of("shapes", "problems", "codes", "fallback");
    private static final Set<String> ENTRY_MEMBERS = Set.of("status", "code", "message", "shape");
    private static final Set<String> CODE_MEMBERS = Set.of("status", "message", "shape");

    private final Extensions extensions;
    private final Findings findings;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Entry> codes = new LinkedHashMap<>();

    private ErrorDialects(Findings findings) {
        this.extensions = new Extensions(findings);
        this.findings = findings;
    }

    /** The dialect of a contract; problem details where it declares none, or after a fault. */
    static ErrorDialect read(Located root, Findings findings) {
        Located extension = root.member(EXTENSION);
        return extension == null || !findings.isObject(extension)
                ? ErrorDialect.PROBLEM_DETAILS
                : new ErrorDialects(findings).dialect(extension);
    }

    private ErrorDialect dialect(Located extension) {
        extensions.refuseUnknownMembers(extension, MEMBERS);
        entriesOf(extension, "shapes").forEach((name, at) -> {
            Shape shape = ShapeTemplate.read(at, findings);
            if (shape != null) {
                shapes.put(name, shape);
            }
        });
        if (shapes.isEmpty()) {
            findings.fault(extension, "no shape (expected: shapes: {name: {contentType, body, violation}})");
            return ErrorDialect.PROBLEM_DETAILS;
        }
        entriesOf(extension, "codes").forEach((code, at) -> {
            extensions.refuseUnknownMembers(at, CODE_MEMBERS);
            codes.put(code, new Entry(status(at), code, message(at), shape(at, null)));
        });
        Map<String, Entry> problems = new LinkedHashMap<>();
        entriesOf(extension, "problems").forEach((name, at) -> problems.put(name, bound(name, entry(at))));
        Located at = extension.member("fallback");
        Entry fallback = at == null || !findings.isObject(at) ? new Entry(null, null, null, firstShape()) : entry(at);
        codes.replaceAll((code, entry) -> bound(null, entry));
        return new ErrorDialect(Map.copyOf(problems), Map.copyOf(codes), fallback);
    }

    /** The entry with all values filled in that are the same whenever it is written. */
    private static Entry bound(@Nullable String problem, Entry entry) {
        Map<Value, String> known = new EnumMap<>(Value.class);
        if (problem != null) {
            known.put(Value.TYPE, JsonText.of(problem));
        }
        String code = entry.code() == null ? problem : entry.code();
        if (code != null) {
            known.put(Value.CODE, JsonText.of(code));
        }
        if (entry.status() != null) {
            known.put(Value.STATUS, entry.status().toString());
        }
        if (entry.message() != null && !entry.message().equals(ErrorDialect.MESSAGE_IS_DETAIL)) {
            known.put(Value.MESSAGE, JsonText.of(entry.message()));
        }
        return new Entry(
                entry.status(), entry.code(), entry.message(), entry.shape().with(known));
    }

    private Map<String, Located> entriesOf(Located extension, String name) {
        Map<String, Located> entries = new LinkedHashMap<>();
        Located group = extension.member(name);
        if (group != null && findings.isObject(group)) {
            for (String key : group.names()) {
                Located entry = group.member(key);
                if (entry != null && findings.isObject(entry)) {
                    entries.put(key, entry);
                }
            }
        }
        return entries;
    }

    private Entry entry(Located at) {
        extensions.refuseUnknownMembers(at, ENTRY_MEMBERS);
        String code = findings.text(at, "code");
        Entry known = code == null ? null : codes.get(code);
        Integer status = status(at);
        String message = message(at);
        if (known == null) {
            return new Entry(status, code, message, shape(at, null));
        }
        return new Entry(
                status == null ? known.status() : status,
                code,
                message == null ? known.message() : message,
                shape(at, known.shape()));
    }

    private @Nullable Integer status(Located at) {
        Located status = at.member("status");
        if (status == null) {
            return null;
        }
        if (status.node() instanceof Node.Scalar scalar
                && scalar.value() instanceof Number
                && scalar.text().matches("[45][0-9][0-9]")) {
            return Integer.valueOf(scalar.text());
        }
        findings.fault(status, "not the status of an error (expected: 400 to 599)");
        return null;
    }

    private @Nullable String message(Located at) {
        String message = findings.text(at, "message");
        if (message != null && message.startsWith("$") && !message.equals(ErrorDialect.MESSAGE_IS_DETAIL)) {
            findings.fault(at, "the message '" + message + "' (expected: a sentence, or $detail)");
        }
        return message;
    }

    private Shape shape(Located at, @Nullable Shape otherwise) {
        String name = findings.text(at, "shape");
        if (name == null) {
            return otherwise == null ? firstShape() : otherwise;
        }
        Shape shape = shapes.get(name);
        if (shape == null) {
            findings.fault(at, "there is no shape '" + name + "'" + Nearest.hint(name, shapes.keySet()));
            return firstShape();
        }
        return shape;
    }

    private Shape firstShape() {
        return shapes.values().iterator().next();
    }
}
