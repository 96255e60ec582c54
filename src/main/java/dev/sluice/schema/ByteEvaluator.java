package dev.sluice.schema;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges JSON text by a {@link Shape} in one pass over its bytes: answers yes or no, and builds a tree only where a
 * shape asks for one. Methods take the position where something begins and return the one behind it, or
 * {@link JsonScanner#FAIL}. Confined to one call.
 */
final class ByteEvaluator {

    private static final int FAIL = JsonScanner.FAIL;
    /** Integers of up to so many digits are sure to fit a long. */
    private static final int LONG_DIGITS = 18;

    private static final long[] NONE = {};

    private final JsonScanner in;
    private final byte[] json;
    private final int end;
    private int depth;
    /** By depth; made when the first object with an unknown name is met there. */
    private @Nullable NameSet[] unknownNames = {};

    ByteEvaluator(byte[] json, int from, int to) {
        this.in = new JsonScanner(json, from, to);
        this.json = json;
        this.end = to;
    }

    boolean accepts(Shape shape) {
        int p = value(shape, in.space(in.from));
        return p >= 0 && in.space(p) == end;
    }

    private int value(Shape shape, int p) {
        if (p >= end) {
            return FAIL;
        }
        if (shape.buffered != null) {
            return tree(shape, p);
        }
        return switch (json[p]) {
            case '{' -> shape.has(TypeSet.Type.OBJECT) ? object(shape.object, p + 1) : FAIL;
            case '"' -> shape.has(TypeSet.Type.STRING) ? string(shape, p + 1) : FAIL;
            case '[' -> shape.has(TypeSet.Type.ARRAY) ? array(shape.array, p + 1) : FAIL;
            case 't' -> shape.acceptsTrue ? in.literal(p, JsonTree.TRUE) : FAIL;
            case 'f' -> shape.acceptsFalse ? in.literal(p, JsonTree.FALSE) : FAIL;
            case 'n' -> shape.has(TypeSet.Type.NULL) ? in.literal(p, JsonTree.NULL) : FAIL;
            default -> number(shape, p);
        };
    }

    private int tree(Shape shape, int p) {
        JsonTree tree = new JsonTree(in, depth);
        JsonValue value = tree.value(p);
        if (value == null || shape.buffered == null) {
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
        long seen = 0;
        long[] more = shape.size() > Long.SIZE ? new long[(shape.size() >> 6) + 1] : NONE;
        NameSet unknown = null;
        int next = 0;
        int count = 0;
        int p = in.space(start);
        boolean open = !(p < end && json[p] == '}');
        while (open) {
            int name = next;
            int colon = name < shape.size() ? shape.names.follows(name, json, p, end) : FAIL;
            if (colon < 0) {
                int close = p < end && json[p] == '"' ? in.string(p + 1) : FAIL;
                if (close < 0) {
                    return FAIL;
                }
                boolean escaped = !in.plain && isEscaped(p + 1, close - 1);
                name = escaped ? shape.names.find(in.text(p + 1, close - 1)) : shape.names.find(json, p + 1, close - 1);
                if (name < 0) {
                    unknown = unknown == null ? unknownNames() : unknown;
                    if (!unknown.add(in, p + 1, close - 1, escaped)) {
                        return FAIL;
                    }
                }
                colon = colon(close);
            }
            if (name >= 0) {
                long bit = 1L << name;
                long before = name < Long.SIZE ? seen : more[name >> 6];
                if ((before & bit) != 0) {
                    return FAIL;
                }
                if (name < Long.SIZE) {
                    seen |= bit;
                } else {
                    more[name >> 6] |= bit;
                }
                next = name + 1;
            }
            p = colon < 0 ? FAIL : value(name < 0 ? shape.additional : shape.member(name), in.space(colon));
            if (p < 0) {
                return FAIL;
            }
            count++;
            p = in.space(p);
            open = p < end && json[p] == ',';
            p = open ? in.space(p + 1) : p;
        }
        depth--;
        return p < end && json[p] == '}' && shape.accepts(count, seen, more) ? p + 1 : FAIL;
    }

    private int colon(int close) {
        int colon = in.space(close);
        return colon < end && json[colon] == ':' ? colon + 1 : FAIL;
    }

    private boolean isEscaped(int start, int stop) {
        for (int i = start; i < stop; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private NameSet unknownNames() {
        if (depth >= unknownNames.length) {
            unknownNames = Arrays.copyOf(unknownNames, depth + 8);
        }
        NameSet names = unknownNames[depth];
        if (names == null) {
            names = new NameSet();
            unknownNames[depth] = names;
        }
        names.clear();
        return names;
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
        if (decimal || digits > LONG_DIGITS) {
            return decimal(shape, p);
        }
        if (digits == 0 || (digits > 1 && json[first] == '0')) {
            return FAIL;
        }
        return shape.acceptsInteger(first == p ? value : -value) ? q : FAIL;
    }

    private int decimal(Shape shape, int p) {
        int q = in.number(p);
        if (q < 0 || !shape.has(TypeSet.Type.INTEGER)) {
            return FAIL;
        }
        if (shape.has(TypeSet.Type.NUMBER) && shape.decimals.length == 0) {
            return q;
        }
        BigDecimal value = in.decimal(p, q);
        if (!shape.has(TypeSet.Type.NUMBER) && !Decimals.isWhole(value)) {
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
