package dev.sluice.schema.pattern;

/**
 * How many code points a text has in which a pattern is found: all have so many, but not all such texts match. Immutable.
 *
 * @param longest {@link Integer#MAX_VALUE} for no bound
 */
public record TextLengths(int shortest, int longest) {

    static final TextLengths ANY = new TextLengths(0, Integer.MAX_VALUE);

    /** What a term reads, and whether that begins and ends where the text does. */
    private record Span(long shortest, long longest, boolean start, boolean end) {

        private static final Span NOTHING = new Span(0, 0, false, false);

        Span or(Span other) {
            return new Span(
                    Math.min(shortest, other.shortest),
                    Math.max(longest, other.longest),
                    start && other.start,
                    end && other.end);
        }

        Span then(Span next) {
            return new Span(
                    bounded(shortest + next.shortest),
                    bounded(longest + next.longest),
                    start || (longest == 0 && next.start),
                    next.end || (next.longest == 0 && end));
        }

        Span times(int least, int most) {
            return new Span(
                    bounded(shortest * least),
                    longest == 0 ? 0 : bounded(longest * most),
                    least > 0 && start,
                    least > 0 && end);
        }

        private static long bounded(long length) {
            return Math.min(length, Integer.MAX_VALUE);
        }
    }

    public boolean has(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= shortest && length <= longest;
    }

    static TextLengths of(Term term) {
        Span span = span(term);
        return new TextLengths((int) span.shortest, span.start && span.end ? (int) span.longest : Integer.MAX_VALUE);
    }

    private static Span span(Term term) {
        if (term instanceof Term.Characters) {
            return new Span(1, 1, false, false);
        }
        if (term instanceof Term.Sequence sequence) {
            return sequence.terms().stream().map(TextLengths::span).reduce(Span.NOTHING, Span::then);
        }
        if (term instanceof Term.Choice choice) {
            return choice.terms().stream()
                    .map(TextLengths::span)
                    .reduce(Span::or)
                    .orElse(Span.NOTHING);
        }
        if (term instanceof Term.Repeat repeat) {
            return span(repeat.term()).times(repeat.minimum(), repeat.maximum());
        }
        if (term instanceof Term.Group group) {
            return span(group.term());
        }
        if (term instanceof Term.BackReference) {
            return new Span(0, Integer.MAX_VALUE, false, false);
        }
        return new Span(0, 0, term == Term.Assertion.START, term == Term.Assertion.END);
    }
}
