package dev.sluice.schema.pattern;

import dev.sluice.schema.pattern.Term.Assertion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a regular expression of ECMA-262 in Unicode mode. */
final class PatternParser {

    private static final int MAX_DEPTH = 200;
    private static final Pattern NAME =
            Pattern.compile("[\\p{javaUnicodeIdentifierStart}$_][\\p{javaUnicodeIdentifierPart}$]*");

    private final PatternText text;
    private final EscapeParser escapes;
    private int depth;

    private PatternParser(String pattern) {
        this.text = new PatternText(pattern);
        this.escapes = new EscapeParser(text);
    }

    static Term parse(String pattern) throws PatternException {
        PatternParser parser = new PatternParser(pattern);
        Term term = parser.choice();
        if (!parser.text.atEnd()) {
            throw parser.text.problem("a closing parenthesis without an opening one");
        }
        return term;
    }

    private Term choice() throws PatternException {
        if (++depth > MAX_DEPTH) {
            throw text.problem("too many groups in each other");
        }
        List<Term> alternatives = new ArrayList<>();
        do {
            alternatives.add(sequence());
        } while (text.skip('|'));
        depth--;
        return alternatives.size() == 1 ? alternatives.get(0) : new Term.Choice(alternatives);
    }

    private Term sequence() throws PatternException {
        List<Term> terms = new ArrayList<>();
        while (!text.atEnd() && text.peek() != '|' && text.peek() != ')') {
            Term atom = atom();
            terms.add(atom instanceof Assertion || atom instanceof Term.Look ? atom : quantified(atom));
        }
        return terms.size() == 1 ? terms.get(0) : new Term.Sequence(terms);
    }

    private Term atom() throws PatternException {
        if (text.isCount()) {
            throw text.problem("nothing to repeat");
        }
        int point = text.next();
        return switch (point) {
            case '^' -> Assertion.START;
            case '$' -> Assertion.END;
            case '.' -> new Term.Characters(CodePoints.DOT);
            case '(' -> group();
            case '[' -> new Term.Characters(escapes.characterClass());
            case '\\' -> escapes.escape();
            case '*', '+', '?' -> throw text.problem("nothing to repeat");
            default -> new Term.Characters(CodePoints.range(point, point));
        };
    }

    private Term group() throws PatternException {
        Term term;
        if (text.skip("?:")) {
            // unlike a bare assertion, it can be repeated
            term = new Term.Sequence(List.of(choice()));
        } else if (text.skip("?=")) {
            term = new Term.Look(choice(), true, false);
        } else if (text.skip("?!")) {
            term = new Term.Look(choice(), true, true);
        } else if (text.skip("?<=")) {
            term = new Term.Look(choice(), false, false);
        } else if (text.skip("?<!")) {
            term = new Term.Look(choice(), false, true);
        } else if (text.skip("?<")) {
            String name = name();
            term = new Term.Group(choice(), name);
        } else if (text.skip("?")) {
            throw text.problem("unknown kind of group");
        } else {
            term = new Term.Group(choice(), null);
        }
        if (!text.skip(')')) {
            throw text.problem("a group that is not closed");
        }
        return term;
    }

    private String name() throws PatternException {
        String name = text.until('>');
        if (!NAME.matcher(name).matches()) {
            throw text.problem("no name of a group");
        }
        return name;
    }

    private Term quantified(Term atom) throws PatternException {
        int minimum;
        int maximum;
        if (text.skip('*')) {
            minimum = 0;
            maximum = Term.Repeat.UNLIMITED;
        } else if (text.skip('+')) {
            minimum = 1;
            maximum = Term.Repeat.UNLIMITED;
        } else if (text.skip('?')) {
            minimum = 0;
            maximum = 1;
        } else if (text.isCount()) {
            text.skip('{');
            minimum = text.number();
            maximum = !text.skip(',') ? minimum : text.peek() == '}' ? Term.Repeat.UNLIMITED : text.number();
            text.skip('}');
        } else {
            return atom;
        }
        if (minimum > maximum) {
            throw text.problem("a repetition with the higher count first");
        }
        boolean lazy = text.skip('?');
        if (!text.atEnd() && (text.peek() == '*' || text.peek() == '+' || text.peek() == '?' || text.isCount())) {
            throw text.problem("nothing to repeat");
        }
        return new Term.Repeat(atom, minimum, maximum, lazy);
    }
}
