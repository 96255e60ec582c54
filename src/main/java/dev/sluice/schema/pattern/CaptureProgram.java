package dev.sluice.schema.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A regular expression with back references as instructions for {@link CaptureRun}. Its registers are the start and end of
 * what each group has matched, then a place for each group and each repetition. Immutable once written.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-pattern-semantics">ECMA-262, 22.2.2 Pattern Semantics</a>
 */
final class CaptureProgram {

    /** Reads a code point of a set, backward where its second argument is 1. */
    static final int CHARACTERS = 0;
    /** Goes on at its first argument, and where that leads nowhere, at its second one. */
    static final int SPLIT = 1;

    static final int JUMP = 2;
    static final int ASSERT = 3;
    /** Puts the position into a register. */
    static final int MARK = 4;
    /** A group ends here that began at its mark; the second argument as for characters. */
    static final int CAPTURE = 5;
    /** The groups from the first to the second argument have matched nothing. */
    static final int FORGET = 6;
    /** Ways that have come no further than the mark in a register end. */
    static final int ADVANCE = 7;
    /** Reads again what one of a list of groups has matched. */
    static final int REPEATED = 8;
    /** What follows, up to its match, must hold here; then goes on at its first argument. The second is 1 for must not. */
    static final int LOOK = 9;

    static final int MATCH = 10;

    private final IdentityHashMap<Term.Group, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, List<Integer>> groups = new HashMap<>();
    private final List<CodePoints> sets = new ArrayList<>();
    private final List<List<Integer>> references = new ArrayList<>();
    private int[] code = new int[48];
    private int length;
    private int registers;

    private CaptureProgram() {}

    /**
     * @param term that is not too long once its counts are written out
     * @throws PatternException where a group that it refers to does not exist
     */
    static CaptureProgram of(Term term) throws PatternException {
        CaptureProgram program = new CaptureProgram();
        program.number(term);
        program.registers = 3 * program.numbers.size();
        program.write(term, false);
        program.add(MATCH, 0, 0);
        return program;
    }

    int kind(int at) {
        return code[3 * at];
    }

    int first(int at) {
        return code[3 * at + 1];
    }

    int second(int at) {
        return code[3 * at + 2];
    }

    CodePoints set(int number) {
        return sets.get(number);
    }

    List<Integer> groups(int reference) {
        return references.get(reference);
    }

    int registers() {
        return registers;
    }

    static int start(int group) {
        return 2 * group;
    }

    int mark(int group) {
        return 2 * numbers.size() + group;
    }

    /** Groups count by their opening parentheses, here from 0. */
    private void number(Term term) {
        if (term instanceof Term.Group group) {
            int number = numbers.size();
            numbers.put(group, number);
            groups.computeIfAbsent(Integer.toString(number + 1), name -> new ArrayList<>())
                    .add(number);
            if (group.name() != null) {
                groups.computeIfAbsent(group.name(), name -> new ArrayList<>()).add(number);
            }
            number(group.term());
        } else if (term instanceof Term.Sequence sequence) {
            sequence.terms().forEach(this::number);
        } else if (term instanceof Term.Choice choice) {
            choice.terms().forEach(this::number);
        } else if (term instanceof Term.Repeat repeat) {
            number(repeat.term());
        } else if (term instanceof Term.Look look) {
            number(look.term());
        }
    }

    private int add(int kind, int first, int second) {
        if (3 * length == code.length) {
            code = Arrays.copyOf(code, 2 * code.length);
        }
        code[3 * length] = kind;
        code[3 * length + 1] = first;
        code[3 * length + 2] = second;
        return length++;
    }

    private void write(Term term, boolean backward) throws PatternException {
        int direction = backward ? 1 : 0;
        if (term instanceof Term.Characters characters) {
            sets.add(characters.set());
            add(CHARACTERS, sets.size() - 1, direction);
        } else if (term instanceof Term.Sequence sequence) {
            List<Term> terms = sequence.terms();
            for (int i = 0; i < terms.size(); i++) {
                write(terms.get(backward ? terms.size() - 1 - i : i), backward);
            }
        } else if (term instanceof Term.Choice choice) {
            write(choice, backward);
        } else if (term instanceof Term.Repeat repeat) {
            write(repeat, backward);
        } else if (term instanceof Term.Group group) {
            int number = numbers.getOrDefault(group, 0);
            add(MARK, mark(number), 0);
            write(group.term(), backward);
            add(CAPTURE, number, direction);
        } else if (term instanceof Term.Look look) {
            int at = add(LOOK, 0, look.negative() ? 1 : 0);
            write(look.term(), !look.ahead());
            add(MATCH, 0, 0);
            code[3 * at + 1] = length;
        } else if (term instanceof Term.BackReference reference) {
            references.add(known(reference));
            add(REPEATED, references.size() - 1, direction);
        } else if (term instanceof Term.Assertion assertion) {
            add(ASSERT, assertion.ordinal(), 0);
        }
    }

    private List<Integer> known(Term.BackReference reference) throws PatternException {
        List<Integer> known = groups.get(reference.group());
        if (known == null) {
            throw new PatternException("there is no group " + reference.group(), 0);
        }
        return known;
    }

    private void write(Term.Choice choice, boolean backward) throws PatternException {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < choice.terms().size(); i++) {
            boolean last = i == choice.terms().size() - 1;
            int split = last ? -1 : add(SPLIT, length + 1, 0);
            write(choice.terms().get(i), backward);
            if (!last) {
                ends.add(add(JUMP, 0, 0));
                code[3 * split + 2] = length;
            }
        }
        ends.forEach(end -> code[3 * end + 1] = length);
    }

    private void write(Term.Repeat repeat, boolean backward) throws PatternException {
        for (int i = 0; i < repeat.minimum(); i++) {
            writeRound(repeat.term(), backward);
        }
        boolean endless = repeat.maximum() == Term.Repeat.UNLIMITED;
        List<Integer> splits = new ArrayList<>();
        for (int i = repeat.minimum(); i < (endless ? repeat.minimum() + 1 : repeat.maximum()); i++) {
            int split = add(SPLIT, 0, 0);
            splits.add(split);
            int mark = registers++;
            add(MARK, mark, 0);
            writeRound(repeat.term(), backward);
            add(ADVANCE, mark, 0);
            if (endless) {
                add(JUMP, split, 0);
            }
        }
        for (int split : splits) {
            code[3 * split + (repeat.lazy() ? 2 : 1)] = split + 1;
            code[3 * split + (repeat.lazy() ? 1 : 2)] = length;
        }
    }

    /** ECMA-262, RepeatMatcher: each round begins with groups that have matched nothing. */
    private void writeRound(Term term, boolean backward) throws PatternException {
        List<Integer> inner = new ArrayList<>();
        collect(term, inner);
        if (!inner.isEmpty()) {
            add(FORGET, inner.get(0), inner.get(inner.size() - 1));
        }
        write(term, backward);
    }

    private void collect(Term term, List<Integer> inner) {
        if (term instanceof Term.Group group) {
            inner.add(numbers.getOrDefault(group, 0));
            collect(group.term(), inner);
        } else if (term instanceof Term.Sequence sequence) {
            sequence.terms().forEach(part -> collect(part, inner));
        } else if (term instanceof Term.Choice choice) {
            choice.terms().forEach(part -> collect(part, inner));
        } else if (term instanceof Term.Repeat repeat) {
            collect(repeat.term(), inner);
        } else if (term instanceof Term.Look look) {
            collect(look.term(), inner);
        }
    }
}
