package dev.sluice.schema.pattern;

import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression. Immutable; a search takes time in proportion to the text. */
public final class TextPattern {

    private final @Nullable StepMatcher steps;
    private final @Nullable BoundedMatcher search;

    private TextPattern(Term term) {
        this.steps = StepMatcher.of(term);
        this.search = steps == null ? new BoundedMatcher(JavaPattern.of(term)) : null;
    }

    /** @throws PatternException with what is wrong, and where */
    public static TextPattern compile(String pattern) throws PatternException {
        Term term = PatternParser.parse(pattern);
        try {
            return new TextPattern(term);
        } catch (PatternSyntaxException unsupported) {
            throw new PatternException(unsupported.getDescription(), 0);
        }
    }

    /** Whether some part of the text matches; anchors are the pattern's own. */
    public boolean isFoundIn(String text) {
        return steps != null ? steps.matches(text) : search != null && search.isFoundIn(text);
    }

    /** Whether ASCII text can be matched as it is, by its bytes. */
    public boolean readsAscii() {
        return steps != null;
    }

    /** As {@link #isFoundIn(String)} for ASCII. */
    public boolean isFoundIn(byte[] ascii, int start, int stop) {
        return steps != null && steps.matches(ascii, start, stop);
    }
}
