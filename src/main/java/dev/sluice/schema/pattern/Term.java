package dev.sluice.schema.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a regular expression. */
sealed interface Term {

    /** One code point out of a set. */
    record Characters(CodePoints set) implements Term {}

    record Sequence(List<Term> terms) implements Term {}

    record Choice(List<Term> terms) implements Term {}

    /** @param maximum {@link #UNLIMITED} for no bound */
    record Repeat(Term term, int minimum, int maximum, boolean lazy) implements Term {

        static final int UNLIMITED = Integer.MAX_VALUE;
    }

    /** A capturing group. */
    record Group(Term term, @Nullable String name) implements Term {}

    record BackReference(String group) implements Term {}

    record Look(Term term, boolean ahead, boolean negative) implements Term {}

    enum Assertion implements Term {
        START,
        END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY
    }
}
