package dev.sluice.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds, at the beginning of an object, the member that names the shape of the whole. Immutable. */
final class Branches {

    /** The member stands first in most objects; who puts it far behind is judged by a tree. */
    private static final int MEMBERS = 8;

    private final byte[] property;
    private final Map<String, Shape> shapes;

    Branches(String property, Map<String, Shape> shapes) {
        this.property = ('"' + property + '"').getBytes(StandardCharsets.UTF_8);
        this.shapes = new LinkedHashMap<>(shapes);
    }

    /**
     * @param start of the value
     * @return null when the shape is not found at a glance
     */
    @Nullable
    Shape of(JsonScanner in, int start) {
        if (in.json[start] != '{') {
            return null;
        }
        int p = in.space(start + 1);
        for (int i = 0; i < MEMBERS && is(in, p, '"'); i++) {
            int close = in.string(p + 1);
            int colon = close < 0 ? JsonScanner.FAIL : in.space(close);
            if (colon < 0 || !is(in, colon, ':')) {
                return null;
            }
            boolean found = Arrays.equals(property, 0, property.length, in.json, p, close);
            p = in.space(colon + 1);
            if (found) {
                return named(in, p);
            }
            int end = scalarEnd(in, p);
            int comma = end < 0 ? JsonScanner.FAIL : in.space(end);
            if (comma < 0 || !is(in, comma, ',')) {
                return null;
            }
            p = in.space(comma + 1);
        }
        return null;
    }

    private @Nullable Shape named(JsonScanner in, int p) {
        int close = is(in, p, '"') ? in.string(p + 1) : JsonScanner.FAIL;
        return close < 0 ? null : shapes.get(in.text(p + 1, close - 1));
    }

    private static int scalarEnd(JsonScanner in, int p) {
        if (p >= in.end) {
            return JsonScanner.FAIL;
        }
        return switch (in.json[p]) {
            case '{', '[' -> JsonScanner.FAIL;
            case '"' -> in.string(p + 1);
            case 't' -> in.literal(p, JsonTree.TRUE);
            case 'f' -> in.literal(p, JsonTree.FALSE);
            case 'n' -> in.literal(p, JsonTree.NULL);
            default -> in.number(p);
        };
    }

    private static boolean is(JsonScanner in, int p, char wanted) {
        return p >= 0 && p < in.end && in.json[p] == wanted;
    }
}
