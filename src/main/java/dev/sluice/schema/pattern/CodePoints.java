package dev.sluice.schema.pattern;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntPredicate;

/** A set of code points. Immutable. */
final class CodePoints {

    static final int END = Character.MAX_CODE_POINT + 1;
    static final CodePoints NONE = new CodePoints(new int[0]);
    static final CodePoints DIGITS = range('0', '9');
    static final CodePoints WORD =
            range('a', 'z').or(range('A', 'Z')).or(DIGITS).or(range('_', '_'));
    /** ECMA-262, WhiteSpace and LineTerminator. Written out: to ask for all code points takes a tenth of a start. */
    static final CodePoints SPACE = range('\t', '\r')
            .or(range(0xFEFF, 0xFEFF))
            .or(range(0x2028, 0x2029))
            .or(range(' ', ' '))
            .or(range(0xA0, 0xA0))
            .or(range(0x1680, 0x1680))
            .or(range(0x2000, 0x200A))
            .or(range(0x202F, 0x202F))
            .or(range(0x205F, 0x205F))
            .or(range(0x3000, 0x3000));

    static final CodePoints DOT =
            range('\n', '\n').or(range('\r', '\r')).or(range(0x2028, 0x2029)).not();

    /** Where membership changes, ascending: in from the first (inclusive) to the second (exclusive), and so on. */
    private final int[] bounds;

    private CodePoints(int[] bounds) {
        this.bounds = bounds;
    }

    static CodePoints range(int first, int last) {
        return new CodePoints(new int[] {first, last + 1});
    }

    /** @param bounds ascending: in from the first (inclusive) to the second (exclusive), and so on */
    static CodePoints between(int[] bounds) {
        return new CodePoints(bounds.clone());
    }

    static CodePoints of(IntPredicate member) {
        int[] bounds = new int[16];
        int count = 0;
        boolean inside = false;
        for (int point = 0; point <= END; point++) {
            if (inside != (point < END && member.test(point))) {
                inside = !inside;
                bounds = count == bounds.length ? Arrays.copyOf(bounds, 2 * count) : bounds;
                bounds[count++] = point;
            }
        }
        return new CodePoints(Arrays.copyOf(bounds, count));
    }

    /** The only code point of the set, or -1. */
    int single() {
        return bounds.length == 2 && bounds[1] == bounds[0] + 1 ? bounds[0] : -1;
    }

    boolean contains(int point) {
        int found = Arrays.binarySearch(bounds, point);
        return ((found >= 0 ? found + 1 : -found - 1) & 1) == 1;
    }

    /** Ascending: in from the first (inclusive) to the second (exclusive), and so on. */
    int[] bounds() {
        return bounds.clone();
    }

    CodePoints and(CodePoints other) {
        return not().or(other.not()).not();
    }

    /** Adds the code points where membership changes. */
    void addBounds(Collection<Integer> points) {
        for (int bound : bounds) {
            if (bound < END) {
                points.add(bound);
            }
        }
    }

    CodePoints not() {
        boolean fromZero = bounds.length > 0 && bounds[0] == 0;
        boolean toEnd = bounds.length > 0 && bounds[bounds.length - 1] == END;
        int[] inner = Arrays.copyOfRange(bounds, fromZero ? 1 : 0, bounds.length - (toEnd ? 1 : 0));
        int[] result = new int[inner.length + (fromZero ? 0 : 1) + (toEnd ? 0 : 1)];
        System.arraycopy(inner, 0, result, fromZero ? 0 : 1, inner.length);
        if (!toEnd) {
            result[result.length - 1] = END;
        }
        return new CodePoints(result);
    }

    CodePoints or(CodePoints other) {
        int[] merged = new int[bounds.length + other.bounds.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < bounds.length || j < other.bounds.length) {
            int mine = i < bounds.length ? bounds[i] : Integer.MAX_VALUE;
            int its = j < other.bounds.length ? other.bounds[j] : Integer.MAX_VALUE;
            boolean before = (i & 1) == 1 || (j & 1) == 1;
            i += mine <= its ? 1 : 0;
            j += its <= mine ? 1 : 0;
            boolean after = (i & 1) == 1 || (j & 1) == 1;
            if (before != after) {
                merged[count++] = Math.min(mine, its);
            }
        }
        return new CodePoints(Arrays.copyOf(merged, count));
    }

    boolean intersects(CodePoints other) {
        return !not().or(other.not()).equals(NONE.not());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints points && Arrays.equals(bounds, points.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** As a character class of {@link java.util.regex.Pattern}. */
    @Override
    public String toString() {
        if (bounds.length == 0) {
            return "[^\\x{0}-\\x{10FFFF}]";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(String.format("\\x{%X}-\\x{%X}", bounds[i], bounds[i + 1] - 1));
        }
        return text.append(']').toString();
    }
}
