package dev.sluice.schema.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches anchored patterns that are a row of character sets with counts, where the next character always decides:
 * {@code ^[0-9a-f]{32}$}. No step back, no allocation.
 */
final class StepMatcher {

    private static final int MAX_STEPS = 256;

    record Step(CodePoints set, int minimum, int maximum) {}

    private final Step[] steps;
    /** The ASCII part of each step's set: bit {@code c} of the pair. */
    private final long[] ascii;

    private final boolean toEnd;

    /** What each character may be, where their number is given; else null. */
    private final @Nullable Columns columns;

    private StepMatcher(List<Step> steps, boolean toEnd) {
        this.steps = steps.toArray(Step[]::new);
        this.ascii = new long[2 * steps.size()];
        this.toEnd = toEnd;
        for (int i = 0; i < ascii.length * 64; i++) {
            if (this.steps[i / 128].set().contains(i % 128)) {
                ascii[i / 64] |= 1L << i;
            }
        }
        this.columns = Columns.of(steps, toEnd);
    }

    /** @return null when the pattern is not of this kind */
    static @Nullable StepMatcher of(Term term) {
        List<Term> terms = term instanceof Term.Sequence sequence ? sequence.terms() : List.of(term);
        if (terms.isEmpty() || terms.get(0) != Term.Assertion.START) {
            return null;
        }
        boolean toEnd = terms.get(terms.size() - 1) == Term.Assertion.END;
        List<Step> steps = new ArrayList<>();
        for (Term part : terms.subList(1, terms.size() - (toEnd ? 1 : 0))) {
            if (!add(part, steps)) {
                return null;
            }
        }
        return decides(steps) ? new StepMatcher(steps, toEnd) : null;
    }

    private static boolean add(Term term, List<Step> steps) {
        if (steps.size() > MAX_STEPS) {
            return false;
        }
        if (term instanceof Term.Characters characters) {
            return steps.add(new Step(characters.set(), 1, 1));
        }
        if (term instanceof Term.Sequence sequence) {
            return sequence.terms().stream().allMatch(part -> add(part, steps));
        }
        if (term instanceof Term.Group group) {
            return add(group.term(), steps);
        }
        if (!(term instanceof Term.Repeat repeat)) {
            return false;
        }
        if (repeat.term() instanceof Term.Characters characters) {
            return steps.add(new Step(characters.set(), repeat.minimum(), repeat.maximum()));
        }
        boolean fits = repeat.minimum() == repeat.maximum() && repeat.minimum() <= MAX_STEPS;
        for (int i = 0; fits && i < repeat.minimum(); i++) {
            fits = add(repeat.term(), steps);
        }
        return fits;
    }

    /** Whether a step that may stop early always knows by the next character that it must. */
    private static boolean decides(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            boolean open = steps.get(i).minimum() < steps.get(i).maximum();
            for (int j = i + 1; open && j < steps.size(); j++) {
                if (steps.get(i).set().intersects(steps.get(j).set())) {
                    return false;
                }
                open = steps.get(j).minimum() == 0;
            }
        }
        return true;
    }

    boolean isUnreserved() {
        return columns != null && columns.isUnreserved();
    }

    /** @param text ASCII from {@code start} to {@code stop} */
    boolean matches(byte[] text, int start, int stop) {
        if (columns != null) {
            return columns.match(text, start, stop);
        }
        int p = start;
        for (int i = 0; i < steps.length; i++) {
            long low = ascii[2 * i];
            long high = ascii[2 * i + 1];
            int limit = (int) Math.min(stop, (long) p + steps[i].maximum());
            int first = p;
            while (p < limit && ((text[p] < 64 ? low : high) >>> text[p] & 1) != 0) {
                p++;
            }
            if (p - first < steps[i].minimum()) {
                return false;
            }
        }
        return !toEnd || p == stop;
    }

    boolean matches(String text) {
        if (columns != null) {
            return columns.match(text);
        }
        int length = text.length();
        int p = 0;
        for (int i = 0; i < steps.length; i++) {
            long low = ascii[2 * i];
            long high = ascii[2 * i + 1];
            int left = steps[i].maximum();
            int first = left;
            while (p < length && left > 0) {
                char c = text.charAt(p);
                if (c >= 128) {
                    if (!steps[i].set().contains(text.codePointAt(p))) {
                        break;
                    }
                    p += Character.charCount(text.codePointAt(p));
                } else if (((c < 64 ? low : high) >>> c & 1) == 0) {
                    break;
                } else {
                    p++;
                }
                left--;
            }
            if (first - left < steps[i].minimum()) {
                return false;
            }
        }
        return !toEnd || p == length;
    }
}
