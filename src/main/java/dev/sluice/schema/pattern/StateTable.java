package dev.sluice.schema.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Automaton} with all its sets of states worked out: one look-up per character, no allocation. Made only where
 * that takes few states, and where nothing has to be looked up around a character. Immutable.
 */
final class StateTable {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_SETS = Long.SIZE;
    private static final int MAX_ENTRIES = 1 << 12;
    private static final int ASCII = 128;

    private final Automaton automaton;
    /** Where characters begin that are alike to all sets, and which kind of character each range is. */
    private int[] bounds = {};

    private int[] kinds = {};
    /** The kind of each ASCII character. */
    private final int[] asciiKinds = new int[ASCII];
    /** One character of each kind. */
    private final List<Integer> samples = new ArrayList<>();

    /** The state that follows, by state and kind. */
    private int[] table = {};

    private final BitSet accepting = new BitSet();
    private final BitSet acceptingAtEnd = new BitSet();
    private final BitSet dead = new BitSet();

    private StateTable(Automaton automaton) {
        this.automaton = automaton;
    }

    /** @return null where a table would be too large, or cannot tell */
    static @Nullable StateTable of(Automaton automaton) {
        StateTable states = new StateTable(automaton);
        return states.isPlain() && states.classify() && states.fill() ? states : null;
    }

    private boolean isPlain() {
        for (int at = 0; at < automaton.length(); at++) {
            boolean boundary = automaton.kind(at) == Automaton.ASSERT
                    && automaton.argument(at) >= Term.Assertion.WORD_BOUNDARY.ordinal();
            if (boundary || automaton.kind(at) == Automaton.LOOK) {
                return false;
            }
        }
        return automaton.length() <= MAX_LENGTH;
    }

    /** Characters are of one kind when the same sets have them. */
    private boolean classify() {
        Set<CodePoints> sets = new LinkedHashSet<>();
        TreeSet<Integer> starts = new TreeSet<>(Set.of(0));
        for (int at = 0; at < automaton.length(); at++) {
            CodePoints set = automaton.set(at);
            if (set != null && sets.add(set)) {
                set.addBounds(starts);
            }
        }
        Map<Long, Integer> numbers = new HashMap<>();
        bounds = starts.stream().mapToInt(Integer::intValue).toArray();
        kinds = new int[bounds.length];
        for (int i = 0; i < bounds.length && sets.size() <= MAX_SETS; i++) {
            long members = 0;
            for (CodePoints set : sets) {
                members = members << 1 | (set.contains(bounds[i]) ? 1 : 0);
            }
            Integer known = numbers.putIfAbsent(members, numbers.size());
            if (known == null) {
                samples.add(bounds[i]);
            }
            kinds[i] = known == null ? numbers.size() - 1 : known;
        }
        for (int c = 0; c < ASCII; c++) {
            asciiKinds[c] = kindOf(c);
        }
        return sets.size() <= MAX_SETS;
    }

    private int kindOf(int point) {
        int found = Arrays.binarySearch(bounds, point);
        return kinds[found >= 0 ? found : -found - 2];
    }

    private boolean fill() {
        int width = samples.size();
        Map<BitSet, Integer> numbers = new HashMap<>();
        List<BitSet> states = new ArrayList<>();
        BitSet first = new BitSet();
        first.set(0);
        states.add(closed(first, true, 0));
        int[] entries = new int[MAX_ENTRIES];
        for (int state = 0; state < states.size(); state++) {
            for (int kind = 0; kind < width; kind++) {
                BitSet next = closed(after(states.get(state), samples.get(kind)), false, states.size());
                Integer known = numbers.putIfAbsent(next, states.size());
                if (known == null) {
                    states.add(next);
                }
                entries[state * width + kind] = known == null ? states.size() - 1 : known;
                if ((states.size() + 1) * width > MAX_ENTRIES) {
                    return false;
                }
            }
        }
        table = Arrays.copyOf(entries, states.size() * width);
        return true;
    }

    /** Where a match can go on behind a character, or begin. */
    private BitSet after(BitSet state, int point) {
        BitSet reached = new BitSet();
        reached.set(0);
        for (int at = state.nextSetBit(0); at >= 0 && at < automaton.length(); at = state.nextSetBit(at + 1)) {
            if (automaton.kind(at) == Automaton.CHARACTERS && automaton.contains(at, point)) {
                reached.set(automaton.next(at));
            }
        }
        return reached;
    }

    /** What can be reached without reading on, as far as it matters; notes what that means for the state's number. */
    private BitSet closed(BitSet reached, boolean atStart, int number) {
        BitSet open = closure(reached, atStart, false);
        boolean matched = hasMatch(open);
        boolean ended = hasMatch(closure(reached, atStart, true));
        BitSet state = new BitSet();
        for (int at = open.nextSetBit(0); at >= 0; at = open.nextSetBit(at + 1)) {
            state.set(at, automaton.kind(at) == Automaton.CHARACTERS);
        }
        // states that differ in this only must not be taken for one
        state.set(automaton.length(), matched);
        state.set(automaton.length() + 1, ended);
        accepting.set(number, matched);
        acceptingAtEnd.set(number, ended);
        dead.set(number, state.isEmpty() && automaton.isAnchored());
        return state;
    }

    private boolean hasMatch(BitSet reached) {
        return reached.stream().anyMatch(at -> automaton.kind(at) == Automaton.MATCH);
    }

    private BitSet closure(BitSet from, boolean atStart, boolean atEnd) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        from.stream().forEach(open::add);
        while (!open.isEmpty()) {
            int at = open.remove();
            if (seen.get(at)) {
                continue;
            }
            seen.set(at);
            if (automaton.kind(at) == Automaton.SPLIT) {
                open.add(automaton.argument(at));
                open.add(automaton.next(at));
            } else if (automaton.kind(at) == Automaton.ASSERT) {
                boolean start = automaton.argument(at) == Term.Assertion.START.ordinal();
                if (start ? atStart : atEnd) {
                    open.add(automaton.next(at));
                }
            }
        }
        return seen;
    }

    /** @param text ASCII from {@code start} to {@code stop} */
    boolean isFoundIn(byte[] text, int start, int stop) {
        int state = 0;
        for (int p = start; p < stop && !accepting.get(state); p++) {
            if (dead.get(state)) {
                return false;
            }
            state = table[state * samples.size() + asciiKinds[text[p]]];
        }
        return accepting.get(state) || acceptingAtEnd.get(state);
    }

    boolean isFoundIn(String text) {
        int state = 0;
        int p = 0;
        while (p < text.length() && !accepting.get(state)) {
            if (dead.get(state)) {
                return false;
            }
            int point = text.codePointAt(p);
            p += Character.charCount(point);
            state = table[state * samples.size() + (point < ASCII ? asciiKinds[point] : kindOf(point))];
        }
        return accepting.get(state) || (p == text.length() && acceptingAtEnd.get(state));
    }
}
