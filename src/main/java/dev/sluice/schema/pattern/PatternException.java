package dev.sluice.schema.pattern;

/** A text that is no regular expression. */
public final class PatternException extends Exception {

    private static final long serialVersionUID = 1L;

    PatternException(String problem, int at) {
        super(problem + " at character " + at);
    }
}
