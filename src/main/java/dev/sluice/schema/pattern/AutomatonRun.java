package dev.sluice.schema.pattern;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows all ways through an {@link Automaton} at once, one code point after the other, so that no pattern can make it
 * step back: the time is at most the length of the text times that of the pattern. Confined to one call.
 */
final class AutomatonRun {

    private final String text;
    /** For every look around, the positions at which it holds. */
    private final BitSet[] looks;

    private AutomatonRun(String text, int looks) {
        this.text = text;
        this.looks = new BitSet[looks];
    }

    static boolean isFound(Automaton automaton, String text) {
        List<Automaton.Look> looks = automaton.looks();
        AutomatonRun run = new AutomatonRun(text, looks.size());
        for (int i = 0; i < looks.size(); i++) {
            // inner ones come first
            run.looks[i] = new BitSet();
            run.follow(looks.get(i).automaton(), looks.get(i).ahead(), run.looks[i]);
        }
        return run.follow(automaton, false, null);
    }

    /**
     * @param ends takes all positions where a match ends; null to stop at the first
     * @return whether there is a match
     */
    private boolean follow(Automaton automaton, boolean backward, @Nullable BitSet ends) {
        States states = new States(automaton.length());
        States after = new States(automaton.length());
        boolean found = false;
        int p = backward ? text.length() : 0;
        while (true) {
            if (p == 0 || !automaton.isAnchored()) {
                enter(automaton, states, 0, p);
            }
            if (states.matched) {
                if (ends == null) {
                    return true;
                }
                ends.set(p);
                found = true;
            }
            if (p == (backward ? 0 : text.length()) || states.count == 0) {
                return found;
            }
            int point = backward ? text.codePointBefore(p) : text.codePointAt(p);
            p += backward ? -Character.charCount(point) : Character.charCount(point);
            after.clear();
            for (int i = 0; i < states.count; i++) {
                int at = states.at(i);
                if (automaton.kind(at) == Automaton.CHARACTERS && automaton.contains(at, point)) {
                    enter(automaton, after, automaton.next(at), p);
                }
            }
            States read = states;
            states = after;
            after = read;
        }
    }

    /** Adds an instruction and all that can be reached from it without reading on. */
    private void enter(Automaton automaton, States states, int start, int p) {
        states.push(start);
        while (states.open > 0) {
            int at = states.pop();
            switch (automaton.kind(at)) {
                case Automaton.SPLIT -> {
                    states.push(automaton.argument(at));
                    states.push(automaton.next(at));
                }
                case Automaton.LOOK -> {
                    int look = automaton.argument(at);
                    if (looks[look >> 1].get(p) == ((look & 1) == 0)) {
                        states.push(automaton.next(at));
                    }
                }
                case Automaton.ASSERT -> {
                    if (holds(Term.Assertion.values()[automaton.argument(at)], p)) {
                        states.push(automaton.next(at));
                    }
                }
                case Automaton.MATCH -> states.matched = true;
                default -> {}
            }
        }
    }

    private boolean holds(Term.Assertion assertion, int p) {
        return switch (assertion) {
            case START -> p == 0;
            case END -> p == text.length();
            case WORD_BOUNDARY -> isWord(p - 1) != isWord(p);
            case NO_WORD_BOUNDARY -> isWord(p - 1) == isWord(p);
        };
    }

    private boolean isWord(int p) {
        return p >= 0 && p < text.length() && CodePoints.WORD.contains(text.charAt(p));
    }

    /** A set of instructions in the order in which they were added. */
    private static final class States {

        private final int[] added;
        private final int[] places;
        private final int[] stack;
        private int count;
        private int open;
        private boolean matched;

        States(int length) {
            added = new int[length];
            places = new int[length];
            stack = new int[length];
        }

        void push(int at) {
            int place = places[at];
            if (place >= count || added[place] != at) {
                places[at] = count;
                added[count++] = at;
                stack[open++] = at;
            }
        }

        int pop() {
            return stack[--open];
        }

        int at(int index) {
            return added[index];
        }

        void clear() {
            count = 0;
            matched = false;
        }
    }
}
