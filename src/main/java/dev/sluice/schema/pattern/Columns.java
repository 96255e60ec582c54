package dev.sluice.schema.pattern;

import dev.sluice.schema.pattern.StepMatcher.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that says of each character of a text, one by one, which of ASCII it may be, and whether more may follow: most
 * ids are given so. Immutable.
 */
final class Columns {

    private static final int LONGEST = 1024;

    /** By character: a bit for each set that it is in. */
    private final byte[] sets = new byte[128];
    /** By place: the bit of the set that the character has to be in. */
    private final byte[] wanted;

    private final boolean toEnd;

    private Columns(List<CodePoints> known, byte[] wanted, boolean toEnd) {
        for (int c = 0; c < sets.length; c++) {
            for (int i = 0; i < known.size(); i++) {
                sets[c] |= (byte) (known.get(i).contains(c) ? 1 << i : 0);
            }
        }
        this.wanted = wanted;
        this.toEnd = toEnd;
    }

    /** @return null where the number of characters is open, too large, or of more kinds than a byte can tell apart */
    static @Nullable Columns of(List<Step> steps, boolean toEnd) {
        List<CodePoints> known = new ArrayList<>();
        int length = 0;
        for (Step step : steps) {
            if (step.minimum() != step.maximum() || step.maximum() > LONGEST - length || !isAscii(step.set())) {
                return null;
            }
            length += step.maximum();
            if (!known.contains(step.set())) {
                known.add(step.set());
            }
        }
        if (known.size() > Byte.SIZE) {
            return null;
        }
        byte[] wanted = new byte[length];
        int at = 0;
        for (Step step : steps) {
            for (int i = 0; i < step.maximum(); i++) {
                wanted[at++] = (byte) (1 << known.indexOf(step.set()));
            }
        }
        return new Columns(known, wanted, toEnd);
    }

    private static boolean isAscii(CodePoints set) {
        return !set.intersects(CodePoints.range(128, Character.MAX_CODE_POINT));
    }

    /** Whether all that matches is of unreserved characters (RFC 3986, 2.3), which stand for themselves everywhere. */
    boolean isUnreserved() {
        if (!toEnd) {
            return false;
        }
        for (int c = 0; c < sets.length; c++) {
            boolean unreserved = CodePoints.WORD.contains(c) || c == '-' || c == '.' || c == '~';
            if (!unreserved && sets[c] != 0) {
                return false;
            }
        }
        return true;
    }

    boolean match(String text) {
        if (!fits(text.length())) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            char c = text.charAt(i);
            if (c >= sets.length || (sets[c] & wanted[i]) == 0) {
                return false;
            }
        }
        return true;
    }

    /** @param text ASCII from {@code start} to {@code stop} */
    boolean match(byte[] text, int start, int stop) {
        if (!fits(stop - start)) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((sets[text[start + i]] & wanted[i]) == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int length) {
        return toEnd ? length == wanted.length : length >= wanted.length;
    }
}
