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

    private static final long DIGIT_ZEROS = 0x3030303030303030L;
    /** Added to a digit, it does not reach the highest bit; added to anything else, it does, unless that bit is set. */
    private static final long ABOVE_NINE = 0x7676767676767676L;

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
        int p = in.space(start);
        if (p < end && json[p] == '}') {
            return depth < JsonScanner.MAX_DEPTH && shape.accepts(0, 0, 0) ? p + 1 : FAIL;
        }
        if (depth == JsonScanner.MAX_DEPTH) {
            return FAIL;
        }
        depth++;
        int close = members(shape, start, p);
        depth--;
        return close;
    }

    private int members(ObjectShape shape, int start, int from) {
        int p = from;
        int name = FAIL;
        long seen = 0;
        int rest = 0;
        int count = 0;
        while (true) {
            name++;
            int colon = name < shape.first ? shape.names.follows(name, json, p, end) : FAIL;
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
            count++;
            p = in.space(value(name >= 0 ? shape.member(name) : other, in.space(colon)));
            if (p < 0 || p >= end) {
                return FAIL;
            }
            if (json[p] != ',') {
                return json[p] == '}' && shape.accepts(count, seen, rest) ? p + 1 : FAIL;
            }
            p = in.space(p + 1);
        }
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
        int p = in.space(start);
        if (p < end && json[p] == ']') {
            return depth < JsonScanner.MAX_DEPTH && shape.minimum == 0 ? p + 1 : FAIL;
        }
        if (depth == JsonScanner.MAX_DEPTH) {
            return FAIL;
        }
        depth++;
        int close = items(shape, p);
        depth--;
        return close;
    }

    private int items(ArrayShape shape, int from) {
        int p = from;
        int count = 0;
        while (count < shape.maximum) {
            p = in.space(value(shape.item(count++), p));
            if (p < 0 || p >= end) {
                return FAIL;
            }
            if (json[p] != ',') {
                return json[p] == ']' && count >= shape.minimum ? p + 1 : FAIL;
            }
            p = in.space(p + 1);
        }
        return FAIL;
    }

    private int string(Shape shape, int start) {
        for (Token choice : shape.choices) {
            if (choice.isAt(json, start, end)) {
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

    /** Integers of up to seven digits are read at once, like everything short that is not at the end of the text. */
    private int number(Shape shape, int p) {
        if (end - p <= Long.BYTES || json[p] == '0') {
            return longNumber(shape, p);
        }
        long digits = JsonScanner.word(json, p) ^ DIGIT_ZEROS;
        long others = ((digits + ABOVE_NINE) | digits) & JsonScanner.HIGHS;
        int bits = Long.numberOfTrailingZeros(others) & -Byte.SIZE;
        int next = json[p + (bits >>> 3)];
        if (bits == 0 || bits == Long.SIZE || next == '.' || (next | 0x20) == 'e') {
            return longNumber(shape, p);
        }
        long pairs = ((digits << (Long.SIZE - bits)) * 2_561) >>> 8;
        long fours = ((pairs & 0x00FF00FF00FF00FFL) * 6_553_601) >>> 16;
        long value = ((fours & 0x0000FFFF0000FFFFL) * 42_949_672_960_001L) >>> 32;
        return shape.has(INTEGER) && shape.acceptsInteger(value) ? p + (bits >>> 3) : FAIL;
    }

    private int longNumber(Shape shape, int p) {
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
