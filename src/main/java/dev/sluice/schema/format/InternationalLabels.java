package dev.sluice.schema.format;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/** The labels that RFC 5891, 4.2 and RFC 5892 allow, but for those of writing from right to left ({@link Bidi}). */
final class InternationalLabels {

    /** RFC 5892, 2.6: exceptions. */
    private static final String DISALLOWED = "\u0640\u07FA\u302E\u302F\u3031\u3032\u3033\u3034\u3035\u303B";

    private static final String ALLOWED = "\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007";
    private static final int MIDDLE_DOT = 0xB7;
    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;
    private static final int KATAKANA_DOT = 0x30FB;
    /** Viramas (combining class 9) of the scripts of India and around. */
    private static final String VIRAMAS =
            "\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u0E3A\u0F84\u1039\u17D2";

    private InternationalLabels() {}

    static boolean accepts(String label) {
        if (label.startsWith("-") || label.endsWith("-") || label.startsWith("--", 2)) {
            return false;
        }
        int first = Character.getType(label.codePointAt(0));
        boolean mark = first == Character.NON_SPACING_MARK
                || first == Character.COMBINING_SPACING_MARK
                || first == Character.ENCLOSING_MARK;
        if (mark || !Normalizer.isNormalized(label, Normalizer.Form.NFC)) {
            return false;
        }
        int[] points = label.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (!accepts(points, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean accepts(int[] points, int i) {
        int point = points[i];
        int before = i == 0 ? 0 : points[i - 1];
        int after = i + 1 == points.length ? 0 : points[i + 1];
        if (DISALLOWED.indexOf(point) >= 0) {
            return false;
        }
        return switch (point) {
            case MIDDLE_DOT -> before == 'l' && after == 'l';
            case 0x375 -> after != 0 && UnicodeScript.of(after) == UnicodeScript.GREEK;
            case 0x5F3, 0x5F4 -> before != 0 && UnicodeScript.of(before) == UnicodeScript.HEBREW;
            case KATAKANA_DOT -> hasJapanese(points);
            case NON_JOINER -> VIRAMAS.indexOf(before) >= 0 || isJoined(before, after);
            case JOINER -> VIRAMAS.indexOf(before) >= 0;
            default -> isLetter(point) && !mixesDigits(points, point);
        };
    }

    private static boolean isLetter(int point) {
        boolean lower = Character.toLowerCase(point) == point || Character.isDigit(point);
        int type = Character.getType(point);
        boolean letter = Character.isLetter(point)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
        return point == '-' || ALLOWED.indexOf(point) >= 0 || (lower && letter && isStable(point));
    }

    /** What compatibility forms change is not allowed. */
    private static boolean isStable(int point) {
        return Normalizer.isNormalized(Character.toString(point), Normalizer.Form.NFKC);
    }

    private static boolean hasJapanese(int[] points) {
        for (int point : points) {
            UnicodeScript script = UnicodeScript.of(point);
            boolean japanese =
                    script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || script == UnicodeScript.HAN;
            if (japanese && point != KATAKANA_DOT) {
                return true;
            }
        }
        return false;
    }

    /** Both Arabic digits and their extended forms in one label. */
    private static boolean mixesDigits(int[] points, int point) {
        int other = point >= 0x660 && point <= 0x669 ? 0x6F0 : point >= 0x6F0 && point <= 0x6F9 ? 0x660 : -1;
        for (int i = 0; other >= 0 && i < points.length; i++) {
            if (points[i] >= other && points[i] <= other + 9) {
                return true;
            }
        }
        return false;
    }

    /** Between letters of a script whose letters join. */
    private static boolean isJoined(int before, int after) {
        return before != 0
                && after != 0
                && UnicodeScript.of(before) == UnicodeScript.ARABIC
                && UnicodeScript.of(after) == UnicodeScript.ARABIC;
    }
}
