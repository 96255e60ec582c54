package dev.sluice.schema.format;

import java.util.List;

/**
 * The rule for names with labels that are written from right to left: none of their labels may look as if it stood in
 * another order than it does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5893#section-2">RFC 5893, 2</a>
 */
final class Bidi {

    private static final int L = bit(Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    private static final int R_OR_AL =
            bit(Character.DIRECTIONALITY_RIGHT_TO_LEFT) | bit(Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    private static final int AN = bit(Character.DIRECTIONALITY_ARABIC_NUMBER);
    private static final int EN = bit(Character.DIRECTIONALITY_EUROPEAN_NUMBER);
    private static final int NSM = bit(Character.DIRECTIONALITY_NONSPACING_MARK);
    /** Separators, terminators, neutrals and what is between them: they may stand in either kind of label. */
    private static final int OTHERS = bit(Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR)
            | bit(Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR)
            | bit(Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR)
            | bit(Character.DIRECTIONALITY_OTHER_NEUTRALS)
            | bit(Character.DIRECTIONALITY_BOUNDARY_NEUTRAL)
            | NSM;

    private Bidi() {}

    /** @param labels as people read them: those in Punycode decoded, none empty */
    static boolean accepts(List<String> labels) {
        boolean bidirectional =
                labels.stream().flatMapToInt(String::codePoints).anyMatch(point -> (of(point) & (R_OR_AL | AN)) != 0);
        return !bidirectional || labels.stream().allMatch(Bidi::isOrdered);
    }

    private static boolean isOrdered(String label) {
        int[] points = label.codePoints().toArray();
        int first = of(points[0]);
        int all = 0;
        int last = 0;
        for (int point : points) {
            int directionality = of(point);
            all |= directionality;
            last = directionality == NSM ? last : directionality;
        }
        if ((first & R_OR_AL) != 0) {
            boolean oneKindOfDigits = (all & AN) == 0 || (all & EN) == 0;
            return within(all, R_OR_AL | AN | EN | OTHERS) && within(last, R_OR_AL | AN | EN) && oneKindOfDigits;
        }
        return first == L && within(all, L | EN | OTHERS) && within(last, L | EN);
    }

    private static boolean within(int some, int allowed) {
        return (some & ~allowed) == 0;
    }

    private static int of(int point) {
        byte directionality = Character.getDirectionality(point);
        return directionality < 0 ? 0 : bit(directionality);
    }

    private static int bit(byte directionality) {
        return 1 << directionality;
    }
}
