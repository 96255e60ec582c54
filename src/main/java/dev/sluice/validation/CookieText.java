package dev.sluice.validation;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.PlaceNames;
import dev.sluice.schema.TypeSet;
import java.util.List;

/** Reads cookies by name (RFC 6265, 4.2). Confined to one call. */
final class CookieText {

    private static final TypeSet NESTED = TypeSet.of(TypeSet.Type.ARRAY, TypeSet.Type.OBJECT);

    private final OperationPlan operation;
    private final RawValues values;

    private CookieText(OperationPlan operation) {
        this.operation = operation;
        this.values =
                new RawValues(operation.names().cookie(), operation.parameters().size());
    }

    static RawValues read(List<String> headers, OperationPlan operation) {
        CookieText text = new CookieText(operation);
        headers.forEach(header -> text.split(header, 0, header.length(), ';'));
        return text.values;
    }

    private void split(String header, int from, int to, char separator) {
        int start = from;
        while (start < to) {
            int end = header.indexOf(separator, start);
            end = end < 0 || end > to ? to : end;
            int equals = header.indexOf('=', start);
            if (equals > start && equals < end) {
                cookie(header, start, equals, end);
            }
            start = end + 1;
        }
    }

    private void cookie(String header, int start, int equals, int end) {
        int nameFrom = forward(header, start, equals);
        String raw = header.substring(nameFrom, backward(header, nameFrom, equals));
        String decoded = PercentEncoding.decode(raw, false);
        String name = decoded == null ? raw : decoded;
        int from = forward(header, equals + 1, end);
        int to = backward(header, from, end);
        if (to - from > 1 && header.charAt(from) == '"' && header.charAt(to - 1) == '"') {
            from++;
            to--;
        }
        int further = header.indexOf('&', from);
        int found = further < 0 || further >= to
                ? PlaceNames.NONE
                : operation.names().cookie().find(name, 0, name.length());
        if (found != PlaceNames.NONE && isExploded(operation.names().cookie().owner(found))) {
            values.add(name, 0, name.length(), header, from, further);
            split(header, further + 1, to, '&');
        } else if (values.add(name, 0, name.length(), header, from, to) == PlaceNames.NONE && !name.isEmpty()) {
            values.addRest(name, 0, name.length(), header, from, to);
        }
    }

    /** The ampersands of the form style stand between pieces of an exploded value. */
    private boolean isExploded(int parameter) {
        ParameterPlan plan = operation.parameters().get(parameter);
        return plan.explode()
                && plan.content() == null
                && plan.schema().types().and(NESTED).bits() != 0
                && !plan.schema().types().equals(TypeSet.ANY);
    }

    private static int forward(String text, int from, int to) {
        int p = from;
        while (p < to && isSpace(text.charAt(p))) {
            p++;
        }
        return p;
    }

    private static int backward(String text, int from, int to) {
        int p = to;
        while (p > from && isSpace(text.charAt(p - 1))) {
            p--;
        }
        return p;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
