package dev.sluice.schema.pattern;

import java.util.regex.Pattern;

/** Writes a regular expression of ECMA-262 in the syntax of {@link Pattern}. */
final class JavaPattern {

    private final StringBuilder text = new StringBuilder();

    private JavaPattern() {}

    static Pattern of(Term term) {
        JavaPattern pattern = new JavaPattern();
        pattern.write(term);
        return Pattern.compile(pattern.text.toString());
    }

    private void write(Term term) {
        if (term instanceof Term.Characters characters) {
            text.append(characters.set());
        } else if (term instanceof Term.Sequence sequence) {
            sequence.terms().forEach(this::write);
        } else if (term instanceof Term.Choice choice) {
            text.append("(?:");
            for (int i = 0; i < choice.terms().size(); i++) {
                text.append(i == 0 ? "" : "|");
                write(choice.terms().get(i));
            }
            text.append(')');
        } else if (term instanceof Term.Repeat repeat) {
            write(repeat);
        } else if (term instanceof Term.Group group) {
            text.append(group.name() == null ? "(" : "(?<" + group.name() + ">");
            write(group.term());
            text.append(')');
        } else if (term instanceof Term.Look look) {
            text.append(look.ahead() ? "(?" : "(?<").append(look.negative() ? '!' : '=');
            write(look.term());
            text.append(')');
        } else if (term instanceof Term.BackReference reference) {
            boolean numbered = Character.isDigit(reference.group().charAt(0));
            text.append("(?:\\")
                    .append(numbered ? reference.group() : "k<" + reference.group() + ">")
                    .append(')');
        } else if (term instanceof Term.Assertion assertion) {
            text.append(
                    switch (assertion) {
                        case START -> "\\A";
                        case END -> "\\z";
                        case WORD_BOUNDARY -> "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))";
                        case NO_WORD_BOUNDARY -> "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))";
                    });
        }
    }

    private void write(Term.Repeat repeat) {
        text.append("(?:");
        write(repeat.term());
        text.append("){").append(repeat.minimum());
        if (repeat.maximum() == Term.Repeat.UNLIMITED) {
            text.append(',');
        } else if (repeat.maximum() != repeat.minimum()) {
            text.append(',').append(repeat.maximum());
        }
        text.append('}').append(repeat.lazy() ? "?" : "");
    }
}
