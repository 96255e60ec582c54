package dev.sluice.schema.pattern;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression. Immutable; a search takes time in proportion to the text, and is given up where back
 * references make it cost more.
 */
public final class TextPattern {

    private final String source;
    private final TextLengths lengths;
    private final @Nullable StepMatcher steps;
    private final @Nullable Automaton automaton;
    private final @Nullable StateTable table;
    private final @Nullable CaptureProgram captures;
    private final @Nullable BoundedMatcher foreign;

    private TextPattern(Pattern pattern) {
        this.source = pattern.pattern();
        this.lengths = TextLengths.ANY;
        this.steps = null;
        this.automaton = null;
        this.table = null;
        this.captures = null;
        this.foreign = new BoundedMatcher(pattern);
    }

    private TextPattern(String source, Term term) throws PatternException {
        this.source = source;
        this.lengths = TextLengths.of(term);
        this.steps = StepMatcher.of(term);
        this.automaton = steps == null ? Automaton.of(term) : null;
        this.table = automaton == null ? null : StateTable.of(automaton);
        this.captures = steps == null && automaton == null ? CaptureProgram.of(term) : null;
        this.foreign = null;
    }

    /** @throws PatternException with what is wrong, and where */
    public static TextPattern compile(String pattern) throws PatternException {
        return new TextPattern(pattern, PatternParser.parse(pattern));
    }

    /**
     * A pattern as {@link Pattern} reads it, which knows much of what other dialects add to ECMA-262 ({@code \A}, octal
     * escapes, POSIX classes, repeated assertions).
     *
     * @return null where it is none of this dialect either
     */
    public static @Nullable TextPattern readAsJava(String pattern) {
        try {
            return new TextPattern(Pattern.compile(pattern));
        } catch (PatternSyntaxException | StackOverflowError unsupported) {
            return null;
        }
    }

    /** Whether some part of the text matches; anchors are the pattern's own. */
    public boolean isFoundIn(String text) {
        if (steps != null) {
            return steps.matches(text);
        }
        if (table != null) {
            return table.isFoundIn(text);
        }
        if (automaton != null) {
            return AutomatonRun.isFound(automaton, text);
        }
        return captures != null ? CaptureRun.isFound(captures, text) : foreign != null && foreign.isFoundIn(text);
    }

    /** Of the texts in which it is found. */
    public TextLengths lengths() {
        return lengths;
    }

    /** Whether all text in which it is found is known to be of unreserved characters alone (RFC 3986, 2.3). */
    public boolean isUnreserved() {
        return steps != null && steps.isUnreserved();
    }

    /** As the contract has it. */
    public String source() {
        return source;
    }

    /** Whether ASCII text can be matched as it is, by its bytes. */
    public boolean readsAscii() {
        return steps != null || table != null;
    }

    /** As {@link #isFoundIn(String)} for ASCII. */
    public boolean isFoundIn(byte[] ascii, int start, int stop) {
        return steps != null ? steps.matches(ascii, start, stop) : table != null && table.isFoundIn(ascii, start, stop);
    }
}
