package dev.sluice.schema.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as a row of instructions for {@link AutomatonRun}, forward or backward. Knows no back references:
 * they cannot be matched in linear time.
 */
final class Automaton {

    static final int CHARACTERS = 0;
    static final int SPLIT = 1;
    static final int LOOK = 2;
    static final int ASSERT = 3;
    static final int MATCH = 4;

    /** Counted repetitions are written out; a pattern that takes more terms is refused. */
    private static final int MAX_TERMS = 50_000;

    /** Counts the terms of a pattern that are still to be written. */
    private static final class Budget {
        private int terms = MAX_TERMS;
        private boolean backReferences;
    }

    private final boolean backward;
    private int length;
    private byte[] kinds = new byte[16];
    /** Where a split goes on too, the number of an assertion, or of a look with its sign in the lowest bit. */
    private int[] arguments = new int[16];

    private int[] nexts = new int[16];
    private final List<@Nullable CodePoints> sets = new ArrayList<>();
    /** What stands for the looks around, in the order of their numbers; shared by all automata of a pattern. */
    private final List<Look> looks;

    private final Budget budget;

    /** @param ahead whether it matches from the position on, so that its automaton runs backward to it */
    record Look(Automaton automaton, boolean ahead) {}

    private Automaton(boolean backward, List<Look> looks, Budget budget) {
        this.budget = budget;
        this.backward = backward;
        this.looks = looks;
    }

    /**
     * @return null when the pattern has back references
     * @throws PatternException when its counts make it too long
     */
    static @Nullable Automaton of(Term term) throws PatternException {
        Budget budget = new Budget();
        Automaton automaton = of(term, false, new ArrayList<>(), budget);
        if (automaton == null) {
            throw new PatternException("repetitions of too much (expected: at most " + MAX_TERMS + " parts)", 0);
        }
        return budget.backReferences ? null : automaton;
    }

    private static @Nullable Automaton of(Term term, boolean backward, List<Look> looks, Budget budget) {
        Automaton automaton = new Automaton(backward, looks, budget);
        if (!automaton.write(term)) {
            return null;
        }
        automaton.add(MATCH, 0, null);
        return automaton;
    }

    /** Whether a match can begin at the start of the text only. */
    boolean isAnchored() {
        return !backward && kinds[0] == ASSERT && arguments[0] == Term.Assertion.START.ordinal();
    }

    int length() {
        return length;
    }

    int kind(int at) {
        return kinds[at];
    }

    int argument(int at) {
        return arguments[at];
    }

    int next(int at) {
        return nexts[at];
    }

    boolean contains(int at, int point) {
        CodePoints set = sets.get(at);
        return set != null && set.contains(point);
    }

    @Nullable
    CodePoints set(int at) {
        return sets.get(at);
    }

    List<Look> looks() {
        return looks;
    }

    private int add(int kind, int argument, @Nullable CodePoints set) {
        if (length == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * length);
            arguments = Arrays.copyOf(arguments, 2 * length);
            nexts = Arrays.copyOf(nexts, 2 * length);
        }
        kinds[length] = (byte) kind;
        arguments[length] = argument;
        nexts[length] = length + 1;
        sets.add(set);
        return length++;
    }

    private boolean write(Term term) {
        if (--budget.terms < 0) {
            return false;
        }
        if (term instanceof Term.Characters characters) {
            add(CHARACTERS, 0, characters.set());
            return true;
        }
        if (term instanceof Term.Sequence sequence) {
            return write(sequence.terms());
        }
        if (term instanceof Term.Choice choice) {
            return write(choice);
        }
        if (term instanceof Term.Repeat repeat) {
            return write(repeat);
        }
        if (term instanceof Term.Group group) {
            return write(group.term());
        }
        if (term instanceof Term.Look look) {
            return write(look);
        }
        if (term instanceof Term.Assertion assertion) {
            add(ASSERT, assertion.ordinal(), null);
            return true;
        }
        budget.backReferences |= term instanceof Term.BackReference;
        return true;
    }

    private boolean write(List<Term> terms) {
        boolean written = true;
        for (int i = 0; i < terms.size() && written; i++) {
            written = write(terms.get(backward ? terms.size() - 1 - i : i));
        }
        return written;
    }

    private boolean write(Term.Choice choice) {
        List<Integer> ends = new ArrayList<>();
        List<Term> terms = choice.terms();
        for (int i = 0; i < terms.size(); i++) {
            boolean last = i == terms.size() - 1;
            int split = last ? -1 : add(SPLIT, 0, null);
            if (!write(terms.get(i))) {
                return false;
            }
            if (!last) {
                ends.add(add(SPLIT, 0, null));
                arguments[split] = length;
            }
        }
        for (int end : ends) {
            nexts[end] = length;
            arguments[end] = length;
        }
        return true;
    }

    private boolean write(Term.Repeat repeat) {
        for (int i = 0; i < repeat.minimum(); i++) {
            if (!write(repeat.term())) {
                return false;
            }
        }
        if (repeat.maximum() == Term.Repeat.UNLIMITED) {
            int split = add(SPLIT, 0, null);
            if (!write(repeat.term())) {
                return false;
            }
            int back = add(SPLIT, split, null);
            nexts[back] = split;
            arguments[split] = length;
            return true;
        }
        List<Integer> splits = new ArrayList<>();
        for (int i = repeat.minimum(); i < repeat.maximum(); i++) {
            splits.add(add(SPLIT, 0, null));
            if (!write(repeat.term())) {
                return false;
            }
        }
        splits.forEach(split -> arguments[split] = length);
        return true;
    }

    private boolean write(Term.Look look) {
        Automaton inner = of(look.term(), look.ahead(), looks, budget);
        if (inner == null) {
            return false;
        }
        looks.add(new Look(inner, look.ahead()));
        add(LOOK, 2 * (looks.size() - 1) + (look.negative() ? 1 : 0), null);
        return true;
    }
}
