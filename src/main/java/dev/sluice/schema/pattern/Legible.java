package dev.sluice.schema.pattern;

import java.util.random.RandomGenerator;

/** Picks characters that people would write, out of a set. */
final class Legible {

    private static final CodePoints LOWER = CodePoints.range('a', 'z');
    private static final CodePoints PLAIN = LOWER.or(CodePoints.range('A', 'Z')).or(CodePoints.DIGITS);
    private static final CodePoints PRINTED = CodePoints.range('!', '~');
    private static final CodePoints VISIBLE = CodePoints.range(0xA1, 0x2FFF);
    /** A lone surrogate has no form in UTF-8. */
    private static final CodePoints WRITABLE =
            CodePoints.range(0xD800, 0xDFFF).or(CodePoints.range(0, 0)).not();

    private static final int MOST = 128;

    private Legible() {}

    /** What is picked from: of some members that people would write, each once; none where no member can be written. */
    static int[] of(CodePoints set) {
        boolean nearlyAll = set.contains('a') && set.contains('Z') && set.contains('5') && set.contains(',');
        CodePoints[] wanted = nearlyAll
                ? new CodePoints[] {LOWER}
                : new CodePoints[] {
                    PLAIN, PRINTED, CodePoints.range(' ', ' '), VISIBLE, WRITABLE, CodePoints.range(0, 0)
                };
        for (CodePoints preferred : wanted) {
            int[] members = members(set.and(preferred).bounds());
            if (members.length > 0) {
                return members;
            }
        }
        return members(set.and(WRITABLE).bounds());
    }

    private static int[] members(int[] bounds) {
        int[] members = new int[MOST];
        int count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            for (int point = bounds[i]; point < bounds[i + 1] && count < MOST; point++) {
                members[count++] = point;
            }
        }
        return java.util.Arrays.copyOf(members, count);
    }

    static int pick(int[] members, RandomGenerator random) {
        return members[random.nextInt(members.length)];
    }
}
