package dev.sluice.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into values that know their bytes, as far as a {@link Reach} goes: what is beyond it must be strict
 * JSON too, but is left out. Confined to one call.
 */
final class JsonTree {

    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** In place of the number of a name. */
    private static final int FAULTY = -2;

    /** Room for members at first. */
    private static final int FEW = 8;

    private final JsonScanner in;
    private final OpenNames openNames = new OpenNames();
    private int depth;
    private int position;
    /** Behind the last character of the name that was read. */
    private int nameEnd;

    /** @param depth how many arrays and objects are open around what is read */
    JsonTree(JsonScanner in, int depth) {
        this.in = in;
        this.depth = depth;
    }

    /** @return null when the scanner's range is not one strict JSON text; the scanner knows the fault */
    @Nullable
    JsonValue text(Reach reach) {
        JsonValue value = value(in.space(in.from), reach);
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
    JsonValue value(int p, Reach reach) {
        if (p >= in.end) {
            in.fail(p, "a JSON value");
            return null;
        }
        return switch (in.json[p]) {
            case '{', '[' -> nested(p, reach);
            case '"' -> ended(in.string(p + 1)) ? string(p, reach) : null;
            case 't' -> ended(in.literal(p, TRUE)) ? new JsonValue.BooleanValue(at(p), at(position), true) : null;
            case 'f' -> ended(in.literal(p, FALSE)) ? new JsonValue.BooleanValue(at(p), at(position), false) : null;
            case 'n' -> ended(in.literal(p, NULL)) ? new JsonValue.NullValue(at(p), at(position)) : null;
            default -> ended(in.number(p)) ? number(p, reach) : null;
        };
    }

    /** Stands for a value that nobody looks at. */
    private JsonValue nothing(int p) {
        return new JsonValue.NullValue(at(p), at(position));
    }

    private boolean ended(int next) {
        position = next;
        return next >= 0;
    }

    private int at(int p) {
        return p - in.from;
    }

    private JsonValue string(int p, Reach reach) {
        return reach == Reach.NOTHING
                ? nothing(p)
                : new JsonValue.StringValue(at(p), at(position), in.text(p + 1, position - 1));
    }

    private JsonValue number(int p, Reach reach) {
        return reach == Reach.NOTHING
                ? nothing(p)
                : new JsonValue.NumberValue(at(p), at(position), in.decimal(p, position));
    }

    private @Nullable JsonValue nested(int p, Reach reach) {
        if (depth == JsonScanner.MAX_DEPTH) {
            in.fail(p, "nesting of at most " + JsonScanner.MAX_DEPTH + " levels");
            return null;
        }
        depth++;
        JsonValue value = in.json[p] == '{' ? object(p, reach) : array(p, reach.layout());
        depth--;
        return value;
    }

    private @Nullable JsonValue array(int start, Reach.Layout layout) {
        List<JsonValue> items = null;
        int count = 0;
        int p = in.space(start + 1);
        boolean more = !is(p, ']');
        while (more) {
            boolean kept = count < layout.most();
            JsonValue item = value(p, kept ? layout.item(count) : Reach.NOTHING);
            if (item == null) {
                return null;
            }
            if (kept) {
                items = items == null ? new ArrayList<>(4) : items;
                items.add(item);
                count++;
            }
            p = in.space(position);
            more = is(p, ',');
            p = more ? in.space(p + 1) : p;
        }
        if (!ended(closed(p, ']', "a comma or the closing bracket of an array"))) {
            return null;
        }
        return new JsonValue.ArrayValue(
                at(start), at(position), items == null ? List.of() : Collections.unmodifiableList(items));
    }

    private @Nullable JsonValue object(int start, Reach reach) {
        Reach.Layout layout = reach.layout();
        MemberMap members = null;
        long seen = 0;
        int number = Names.UNKNOWN;
        int p = in.space(start + 1);
        boolean more = !is(p, '}');
        while (more) {
            number = name(layout.names(), number + 1, p, start, seen);
            if (number == FAULTY) {
                return null;
            }
            seen |= number >= 0 && number < Long.SIZE ? 1L << number : 0;
            Reach wanted = number >= 0 ? layout.members().get(number) : layout.others();
            String name = wanted == null ? "" : number >= 0 ? layout.names().text(number) : in.text(p + 1, nameEnd);
            JsonValue value = value(position, wanted == null ? Reach.NOTHING : wanted);
            if (value == null) {
                return null;
            }
            if (wanted != null) {
                members = members == null
                        ? new MemberMap(Math.min(Math.max(1, layout.names().count()), FEW))
                        : members;
                members.append(name, value);
            }
            p = in.space(position);
            more = is(p, ',');
            p = more ? in.space(p + 1) : p;
        }
        if (!ended(closed(p, '}', "a comma or the closing brace of an object"))) {
            return null;
        }
        return new JsonValue.ObjectValue(
                at(start), at(position), members == null ? Map.of() : Collections.unmodifiableMap(members));
    }

    /**
     * Reads a name up to the value, where {@link #position} is then.
     *
     * @param expected the name that most likely comes
     * @param owner where the object begins
     * @param seen bits of the first names
     * @return its number, {@link Names#UNKNOWN}, or {@link #FAULTY}
     */
    private int name(Names names, int expected, int p, int owner, long seen) {
        int number = expected < names.count() ? expected : Names.UNKNOWN;
        int colon = number >= 0 ? names.follows(number, in.json, p, in.end) : JsonScanner.FAIL;
        boolean escaped = false;
        if (colon >= 0) {
            nameEnd = colon - 2;
        } else {
            int close = is(p, '"') ? in.string(p + 1) : in.fail(p, "a member name in quotes");
            if (close < 0) {
                return FAULTY;
            }
            nameEnd = close - 1;
            escaped = !in.plain && in.isEscaped(p + 1, nameEnd);
            number = escaped ? names.find(in.text(p + 1, nameEnd)) : names.find(in.json, p + 1, nameEnd);
            int at = in.space(close);
            colon = is(at, ':') ? at + 1 : in.fail(at, "a colon");
        }
        if (colon < 0) {
            return FAULTY;
        }
        boolean known = number >= 0 && number < Long.SIZE;
        boolean twice =
                known ? (seen & 1L << number) != 0 : !openNames.of(depth, owner).add(in, p + 1, nameEnd, escaped);
        if (twice) {
            in.fail(p, "a member name that the object does not have yet");
            return FAULTY;
        }
        position = in.space(colon);
        return number;
    }

    private boolean is(int p, char wanted) {
        return p < in.end && in.json[p] == wanted;
    }

    private int closed(int p, char bracket, String expectation) {
        return is(p, bracket) ? p + 1 : in.fail(p, expectation);
    }
}
