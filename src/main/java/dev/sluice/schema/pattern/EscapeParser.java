package dev.sluice.schema.pattern;

import dev.sluice.schema.pattern.Term.Assertion;
import org.jspecify.annotations.Nullable;

/** Reads what follows a backslash, and character classes. */
final class EscapeParser {

    private final PatternText text;

    EscapeParser(PatternText text) {
        this.text = text;
    }

    /** Behind a backslash, outside of a class. */
    Term escape() throws PatternException {
        int point = text.peek();
        if (text.skip('b')) {
            return Assertion.WORD_BOUNDARY;
        }
        if (text.skip('B')) {
            return Assertion.NO_WORD_BOUNDARY;
        }
        if (point >= '1' && point <= '9') {
            return new Term.BackReference(Integer.toString(text.number()));
        }
        if (text.skip("k<")) {
            return new Term.BackReference(text.until('>'));
        }
        return new Term.Characters(characters());
    }

    private CodePoints characters() throws PatternException {
        int point = text.next();
        CodePoints set = set(point);
        if (set != null) {
            return set;
        }
        int character = character(point);
        return CodePoints.range(character, character);
    }

    private @Nullable CodePoints set(int letter) throws PatternException {
        return switch (letter) {
            case 'd' -> CodePoints.DIGITS;
            case 'D' -> CodePoints.DIGITS.not();
            case 'w' -> CodePoints.WORD;
            case 'W' -> CodePoints.WORD.not();
            case 's' -> CodePoints.SPACE;
            case 'S' -> CodePoints.SPACE.not();
            case 'p' -> property();
            case 'P' -> property().not();
            default -> null;
        };
    }

    private CodePoints property() throws PatternException {
        if (!text.skip('{')) {
            throw text.problem("expected the name of a property in braces");
        }
        String name = text.until('}');
        CodePoints found = UnicodeProperties.find(name);
        if (found == null) {
            throw text.problem("unknown property");
        }
        return found;
    }

    private int character(int letter) throws PatternException {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case '0' -> 0;
            case 'c' -> text.next() & 0x1F;
            case 'x' -> known(text.hex(2));
            case 'u' -> unicode();
            default -> itself(letter);
        };
    }

    private int itself(int point) throws PatternException {
        if (Character.isLetterOrDigit(point)) {
            throw text.problem("unknown escape");
        }
        return point;
    }

    private int unicode() throws PatternException {
        if (text.skip('{')) {
            int point = Integer.parseInt('0' + hexDigits(text.until('}')), 16);
            return point <= Character.MAX_CODE_POINT ? point : known(-1);
        }
        int unit = known(text.hex(4));
        int low = Character.isHighSurrogate((char) unit) ? text.lowSurrogate() : -1;
        return low < 0 ? unit : Character.toCodePoint((char) unit, (char) low);
    }

    private String hexDigits(String digits) throws PatternException {
        if (!digits.matches("0*[0-9A-Fa-f]{1,6}")) {
            throw text.problem("expected a hexadecimal number in braces");
        }
        return digits.replaceFirst("^0+", "");
    }

    private int known(int character) throws PatternException {
        if (character < 0) {
            throw text.problem("expected hexadecimal digits of a character");
        }
        return character;
    }

    /** Behind the opening bracket. */
    CodePoints characterClass() throws PatternException {
        boolean negative = text.skip('^');
        CodePoints set = CodePoints.NONE;
        while (!text.skip(']')) {
            CodePoints first = classAtom();
            if (text.peek() != '-') {
                set = set.or(first);
                continue;
            }
            text.skip('-');
            if (text.peek() == ']') {
                set = set.or(first).or(CodePoints.range('-', '-'));
                continue;
            }
            set = set.or(range(first, classAtom()));
        }
        return negative ? set.not() : set;
    }

    /** A dash beside a class such as {@code \w} stands for itself (ECMA-262, Annex B). */
    private CodePoints range(CodePoints first, CodePoints last) throws PatternException {
        int lowest = first.single();
        int highest = last.single();
        if (lowest < 0 || highest < 0) {
            return first.or(last).or(CodePoints.range('-', '-'));
        }
        if (lowest > highest) {
            throw text.problem("a range with the higher character first");
        }
        return CodePoints.range(lowest, highest);
    }

    private CodePoints classAtom() throws PatternException {
        int point = text.next();
        if (point != '\\') {
            return CodePoints.range(point, point);
        }
        if (text.skip('b')) {
            return CodePoints.range('\b', '\b');
        }
        return characters();
    }
}
