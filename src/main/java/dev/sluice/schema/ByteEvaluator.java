package dev.sluice.schema;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Judges JSON text by a {@link Shape} in one pass over its bytes: answers yes or no, and builds a tree only where a
 * shape asks for one. Methods take the position where something begins and return the one behind it, or
 * {@link JsonScanner#FAIL}. Confined to one call.
 */
final class ByteEvaluator {

    private static final int FAIL = JsonScanner.FAIL;
    private static final int NULL = TypeSet.of(TypeSet.Type.NULL).bits();
    private static final int INTEGER = TypeSet.of(TypeSet.Type.INTEGER).bits();
    private static final int NUMBER = TypeSet.of(TypeSet.Type.NUMBER).bits();
    private static final int ARRAY = TypeSet.of(TypeSet.Type.ARRAY).bits();
    private static final int OBJECT = TypeSet.of(TypeSet.Type.OBJECT).bits();
    private static final int STRING = TypeSet.of(TypeSet.Type.STRING).bits();

    private final JsonScanner in;
    private final byte[] json;
    private final int end;
    private int depth;
    private int otherName;
    /** The shape of a member whose name is unknown. */
    private Shape other = Shape.ANY;

    private final OpenNames openNames = new OpenNames();

    ByteEvaluator(byte[] json, int from, int to) {
        this.in = new JsonScanner(json, from, to);
        this.json = json;
        this.end = to;
    }

    boolean accepts(Shape shape) {
        int p = value(shape, in.space(in.from));
        return p >= 0 && in.space(p) == end;
    }

    /** Judges one value inside so many open arrays and objects. */
    int part(Shape shape, int p, int open) {
        depth = open;
        return value(shape, p);
    }

    /**
     * The shape of a member.
     *
     * @param number of its name, {@link Names#UNKNOWN} where the schemas do not name it
     * @return null when no member may have this name
     */
    static @Nullable Shape member(ObjectShape shape, int number, String name) {
        if (number >= 0) {
            return shape.member(number);
        }
        return shape.others == null ? shape.additional : shape.others.of(name);
    }

    private int value(Shape shape, int p) {
        if (p >= end) {
            return FAIL;
        }
        if (shape.buffered != null) {
            Shape branch = shape.branches == null ? null : shape.branches.of(in, p);
            return branch == null ? tree(shape, p) : value(branch, p);
        }
        return switch (json[p]) {
            case '{' -> shape.has(OBJECT) ? object(shape.object, p + 1) : FAIL;
            case '"' -> shape.has(STRING) ? string(shape, p + 1) : FAIL;
            case '[' -> shape.has(ARRAY) ? array(shape.array, p + 1) : FAIL;
            case 't' -> shape.acceptsTrue ? in.literal(p, JsonTree.TRUE) : FAIL;
            case 'f' -> shape.acceptsFalse ? in.literal(p, JsonTree.FALSE) : FAIL;
            case 'n' -> shape.has(NULL) ? in.literal(p, JsonTree.NULL) : FAIL;
            default -> number(shape, p);
        };
    }

    private int tree(Shape shape, int p) {
        if (shape.buffered == null) {
            return FAIL;
        }
        JsonTree tree = new JsonTree(in, depth);
        JsonValue value = tree.value(p, shape.reach);
        if (value == null) {
            return FAIL;
        }
        Evaluation evaluation = Evaluation.quiet();
        for (Subschema schema : shape.buffered) {
            if (!schema.judge(value, evaluation)) {
                return FAIL;
            }
        }
        return tree.position();
    }

    private int object(ObjectShape shape, int start) {
        if (depth == JsonScanner.MAX_DEPTH) {
            return FAIL;
        }
        depth++;
        int first = shape.first();
        long seen = 0;
        int rest = 0;
        int count = 0;
        int name = FAIL;
        int p = in.space(start);
        boolean open = !(p < end && json[p] == '}');
        while (open) {
            name++;
            int colon = name < first ? shape.names.follows(name, json, p, end) : FAIL;
            if (colon < 0) {
                colon = otherName(shape, start, p);
                name = otherName;
            }
            long bit = name >= 0 && name < ObjectShape.FIRST ? 1L << name : 0;
            if (colon < 0 || (seen & bit) != 0) {
                return FAIL;
            }
            seen |= bit;
            rest += name >= ObjectShape.FIRST && shape.isRequired(name) ? 1 : 0;
            p = value(name >= 0 ? shape.member(name) : other, in.space(colon));
            if (p < 0) {
                return FAIL;
            }
            count++;
            p = in.space(p);
            open = p < end && json[p] == ',';
            p = open ? in.space(p + 1) : p;
        }
        depth--;
        return p < end && json[p] == '}' && shape.accepts(count, seen, rest) ? p + 1 : FAIL;
    }

    /**
     * Reads a name that is not the expected one, and leaves its number in {@link #otherName}.
     *
     * @param start of the object
     * @return behind the colon
     */
    private int otherName(ObjectShape shape, int start, int p) {
        int close = p < end && json[p] == '"' ? in.string(p + 1) : FAIL;
        if (close < 0) {
            return FAIL;
        }
        boolean escaped = !in.plain && in.isEscaped(p + 1, close - 1);
        otherName = escaped ? shape.names.find(in.text(p + 1, close - 1)) : shape.names.find(json, p + 1, close - 1);
        boolean counted = otherName >= 0 && otherName < ObjectShape.FIRST;
        if (!counted && !openNames.of(depth, start).add(in, p + 1, close - 1, escaped)) {
            return FAIL;
        }
        if (otherName < 0) {
            Shape found = shape.others == null ? shape.additional : shape.others.of(in.text(p + 1, close - 1));
            if (found == null) {
                return FAIL;
            }
            other = found;
        }
        int colon = in.space(close);
        return colon < end && json[colon] == ':' ? colon + 1 : FAIL;
    }

    private int array(ArrayShape shape, int start) {
        if (depth == JsonScanner.MAX_DEPTH) {
            return FAIL;
        }
        depth++;
        int count = 0;
        int p = in.space(start);
        boolean open = !(p < end && json[p] == ']');
        while (open) {
            if (count == shape.maximum) {
                return FAIL;
            }
            p = value(shape.item(count), p);
            if (p < 0) {
                return FAIL;
            }
            count++;
            p = in.space(p);
            open = p < end && json[p] == ',';
            p = open ? in.space(p + 1) : p;
        }
        depth--;
        return p < end && json[p] == ']' && count >= shape.minimum ? p + 1 : FAIL;
    }

    private int string(Shape shape, int start) {
        for (byte[] choice : shape.choices) {
            if (Names.startsWith(choice, json, start, end)) {
                return start + choice.length;
            }
        }
        int close = in.string(start);
        if (close < 0) {
            return FAIL;
        }
        for (StringCheck check : shape.strings) {
            if (!check.accepts(in, start, close - 1)) {
                return FAIL;
            }
        }
        return close;
    }

    private int number(Shape shape, int p) {
        int first = json[p] == '-' ? p + 1 : p;
        int q = first;
        long value = 0;
        while (q < end && json[q] >= '0' && json[q] <= '9') {
            value = value * 10 + (json[q] - '0');
            q++;
        }
        int digits = q - first;
        boolean decimal = q < end && (json[q] == '.' || (json[q] | 0x20) == 'e');
        if (decimal || digits > JsonScanner.LONG_DIGITS) {
            return decimal(shape, p);
        }
        if (digits == 0 || (digits > 1 && json[first] == '0')) {
            return FAIL;
        }
        return shape.has(INTEGER) && shape.acceptsInteger(first == p ? value : -value) ? q : FAIL;
    }

    private int decimal(Shape shape, int p) {
        int q = in.number(p);
        if (q < 0 || !shape.has(INTEGER)) {
            return FAIL;
        }
        if (shape.has(NUMBER) && shape.decimals.length == 0) {
            return q;
        }
        BigDecimal value = in.decimal(p, q);
        if (!shape.has(NUMBER) && !Decimals.isWhole(value)) {
            return FAIL;
        }
        for (NumberCheck check : shape.decimals) {
            if (!check.accepts(value)) {
                return FAIL;
            }
        }
        return q;
    }
}
