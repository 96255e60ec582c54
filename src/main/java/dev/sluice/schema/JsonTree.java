package dev.sluice.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON text into values that know their bytes. Confined to one call. */
final class JsonTree {

    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner in;
    private int depth;
    private int position;

    /** @param depth how many arrays and objects are open around what is read */
    JsonTree(JsonScanner in, int depth) {
        this.in = in;
        this.depth = depth;
    }

    /** @return null when the scanner's range is not one strict JSON text; the scanner knows the fault */
    @Nullable
    JsonValue text() {
        JsonValue value = value(in.space(in.from));
        int rest = value == null ? in.end : in.space(position);
        if (rest != in.end) {
            in.fail(rest, "the end of the text");
            return null;
        }
        return value;
    }

    /** Behind the value that was read. */
    int position() {
        return position;
    }

    /** @return null when there is no strict JSON value at {@code p} */
    @Nullable
    JsonValue value(int p) {
        if (p >= in.end) {
            in.fail(p, "a JSON value");
            return null;
        }
        return switch (in.json[p]) {
            case '{' -> nested(p, true);
            case '[' -> nested(p, false);
            case '"' -> ended(in.string(p + 1)) ? string(p) : null;
            case 't' -> ended(in.literal(p, TRUE)) ? new JsonValue.BooleanValue(at(p), at(position), true) : null;
            case 'f' -> ended(in.literal(p, FALSE)) ? new JsonValue.BooleanValue(at(p), at(position), false) : null;
            case 'n' -> ended(in.literal(p, NULL)) ? new JsonValue.NullValue(at(p), at(position)) : null;
            default -> ended(in.number(p)) ? number(p) : null;
        };
    }

    private boolean ended(int next) {
        position = next;
        return next >= 0;
    }

    private int at(int p) {
        return p - in.from;
    }

    private JsonValue string(int p) {
        return new JsonValue.StringValue(at(p), at(position), in.text(p + 1, position - 1));
    }

    private JsonValue number(int p) {
        return new JsonValue.NumberValue(at(p), at(position), in.decimal(p, position));
    }

    private @Nullable JsonValue nested(int p, boolean object) {
        if (depth == JsonScanner.MAX_DEPTH) {
            in.fail(p, "nesting of at most " + JsonScanner.MAX_DEPTH + " levels");
            return null;
        }
        depth++;
        JsonValue value = object ? object(p) : array(p);
        depth--;
        return value;
    }

    private @Nullable JsonValue array(int start) {
        List<JsonValue> items = new ArrayList<>();
        int p = in.space(start + 1);
        boolean more = !is(p, ']');
        while (more) {
            JsonValue item = value(p);
            if (item == null) {
                return null;
            }
            items.add(item);
            p = in.space(position);
            more = is(p, ',');
            p = more ? in.space(p + 1) : p;
        }
        if (!ended(closed(p, ']', "a comma or the closing bracket of an array"))) {
            return null;
        }
        return new JsonValue.ArrayValue(at(start), at(position), Collections.unmodifiableList(items));
    }

    private @Nullable JsonValue object(int start) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        int p = in.space(start + 1);
        boolean more = !is(p, '}');
        while (more) {
            if (!member(p, members)) {
                return null;
            }
            p = in.space(position);
            more = is(p, ',');
            p = more ? in.space(p + 1) : p;
        }
        if (!ended(closed(p, '}', "a comma or the closing brace of an object"))) {
            return null;
        }
        return new JsonValue.ObjectValue(at(start), at(position), Collections.unmodifiableMap(members));
    }

    private boolean member(int p, Map<String, JsonValue> members) {
        if (!is(p, '"')) {
            in.fail(p, "a member name in quotes");
            return false;
        }
        int close = in.string(p + 1);
        if (close < 0) {
            return false;
        }
        int colon = in.space(close);
        if (!is(colon, ':')) {
            in.fail(colon, "a colon");
            return false;
        }
        JsonValue value = value(in.space(colon + 1));
        if (value == null) {
            return false;
        }
        if (members.put(in.text(p + 1, close - 1), value) != null) {
            in.fail(p, "a member name that the object does not have yet");
            return false;
        }
        return true;
    }

    private boolean is(int p, char wanted) {
        return p < in.end && in.json[p] == wanted;
    }

    private int closed(int p, char bracket, String expectation) {
        return is(p, bracket) ? p + 1 : in.fail(p, expectation);
    }
}
