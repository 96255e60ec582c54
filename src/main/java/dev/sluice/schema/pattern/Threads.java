package dev.sluice.schema.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a text of a given length in which several patterns are found at once, also those that look ahead; what
 * else looks around is left to who checks the text. Each pattern, and each look ahead on the way, is a thread that reads
 * the same characters; one that has matched is done. Confined to one thread of the program.
 */
final class Threads {

    /** Texts beyond this length are not searched for. */
    static final int LONGEST = 1 << 16;

    private static final int MOST_NODES = 20_000;
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_WAYS = 48;

    private static final int CHARACTERS = 0;
    private static final int SPLIT = 1;
    private static final int START = 2;
    private static final int END = 3;
    private static final int LOOK = 4;
    private static final int MATCH = 5;

    /** Where the threads are, and how many characters are still to be read. */
    private record Position(List<Integer> nodes, int left) {}

    /** One character of the text, and the other ways on from before it. */
    private static final class Step {
        private final List<List<Integer>> ways;
        private final int left;
        private int next;
        private int point;

        private Step(List<List<Integer>> ways, int left) {
            this.ways = ways;
            this.left = left;
        }
    }

    private final List<int[]> nodes = new ArrayList<>();
    private final List<@Nullable CodePoints> sets = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final Map<CodePoints, int[]> legible;
    private final Set<Position> dead = new HashSet<>();
    private int steps;

    private Threads(Map<CodePoints, int[]> legible) {
        this.legible = legible;
    }

    /** @return null where the patterns are too long */
    static @Nullable Threads of(List<Term> patterns, Map<CodePoints, int[]> legible) {
        Threads threads = new Threads(legible);
        for (Term pattern : patterns) {
            int match = threads.node(MATCH, -1, -1, null);
            int entry = threads.write(pattern, match);
            // a match may begin behind any character
            int split = threads.node(SPLIT, entry, -1, null);
            int skip = threads.node(CHARACTERS, split, -1, CodePoints.NONE.not());
            threads.nodes.get(split)[2] = skip;
            threads.starts.add(split);
        }
        return threads.nodes.size() > MOST_NODES ? null : threads;
    }

    private int node(int kind, int next, int other, @Nullable CodePoints set) {
        nodes.add(new int[] {kind, next, other});
        sets.add(set);
        return nodes.size() - 1;
    }

    /** Writes a term from its end to its beginning. @return where it begins */
    private int write(Term term, int next) {
        if (nodes.size() > MOST_NODES) {
            return next;
        }
        if (term instanceof Term.Characters characters) {
            return node(CHARACTERS, next, -1, characters.set());
        }
        if (term instanceof Term.Sequence sequence) {
            int at = next;
            for (int i = sequence.terms().size() - 1; i >= 0; i--) {
                at = write(sequence.terms().get(i), at);
            }
            return at;
        }
        if (term instanceof Term.Choice choice) {
            int at = -1;
            for (Term one : choice.terms()) {
                int entry = write(one, next);
                at = at < 0 ? entry : node(SPLIT, at, entry, null);
            }
            return at;
        }
        if (term instanceof Term.Repeat repeat) {
            return write(repeat, next);
        }
        if (term instanceof Term.Group group) {
            return write(group.term(), next);
        }
        if (term instanceof Term.Look look && look.ahead() && !look.negative()) {
            return node(LOOK, write(look.term(), node(MATCH, -1, -1, null)), next, null);
        }
        return term == Term.Assertion.START
                ? node(START, next, -1, null)
                : term == Term.Assertion.END ? node(END, next, -1, null) : next;
    }

    private int write(Term.Repeat repeat, int next) {
        int at = next;
        if (repeat.maximum() == Term.Repeat.UNLIMITED) {
            int split = node(SPLIT, next, -1, null);
            nodes.get(split)[2] = write(repeat.term(), split);
            at = split;
        } else {
            for (int i = repeat.minimum(); i < repeat.maximum() && nodes.size() <= MOST_NODES; i++) {
                at = node(SPLIT, next, write(repeat.term(), at), null);
            }
        }
        for (int i = 0; i < repeat.minimum() && nodes.size() <= MOST_NODES; i++) {
            at = write(repeat.term(), at);
        }
        return at;
    }

    /** @return null where there is no such text, or none was found in time */
    @Nullable
    String search(int length, RandomGenerator random) {
        steps = 0;
        Deque<Step> path = new ArrayDeque<>();
        List<List<Integer>> first = ways(starts, true, length == 0, random);
        if (length == 0) {
            return first.stream().anyMatch(List::isEmpty) ? "" : null;
        }
        path.push(new Step(first, length));
        while (!path.isEmpty() && ++steps < MOST_STEPS) {
            Step step = path.element();
            if (step.next == step.ways.size()) {
                path.pop();
                continue;
            }
            List<Integer> way = step.ways.get(step.next++);
            step.point = point(way, random);
            if (step.point < 0) {
                continue;
            }
            List<Integer> after = way.stream()
                    .map(node -> nodes.get(node)[1])
                    .sorted()
                    .distinct()
                    .toList();
            int left = step.left - 1;
            if (!dead.add(new Position(after, left))) {
                continue;
            }
            List<List<Integer>> ways = ways(after, false, left == 0, random);
            if (left == 0 ? ways.stream().anyMatch(List::isEmpty) : !ways.isEmpty()) {
                path.push(new Step(left == 0 ? List.of() : ways, left));
                if (left == 0) {
                    dead.clear();
                    return text(path);
                }
            }
        }
        if (steps >= MOST_STEPS) {
            dead.clear();
        }
        return null;
    }

    private static String text(Deque<Step> path) {
        StringBuilder text = new StringBuilder();
        path.descendingIterator().forEachRemaining(step -> {
            if (step.left > 0) {
                text.appendCodePoint(step.point);
            }
        });
        return text.toString();
    }

    /** A character that all threads can read, or -1. */
    private int point(List<Integer> way, RandomGenerator random) {
        CodePoints common = CodePoints.NONE.not();
        for (int node : way) {
            CodePoints set = sets.get(node);
            common = set == null || common.equals(set) ? common : common.and(set);
        }
        int[] members = legible.computeIfAbsent(common, Legible::of);
        return members.length == 0 ? -1 : Legible.pick(members, random);
    }

    /** Where the threads that are not done can read the next character; in any order. */
    private List<List<Integer>> ways(List<Integer> from, boolean atStart, boolean atEnd, RandomGenerator random) {
        List<List<Integer>> ways = new ArrayList<>();
        expand(new ArrayDeque<>(from), new BitSet(), new int[0], atStart, atEnd, ways);
        Collections.shuffle(ways, new Random(random.nextLong()));
        return ways;
    }

    private void expand(
            Deque<Integer> open, BitSet seen, int[] reading, boolean atStart, boolean atEnd, List<List<Integer>> ways) {
        Deque<Integer> rest = open;
        int[] readers = reading;
        while (!rest.isEmpty()) {
            int at = rest.pop();
            int[] node = nodes.get(at);
            switch (node[0]) {
                case CHARACTERS -> {
                    if (atEnd) {
                        return;
                    }
                    readers = Arrays.copyOf(readers, readers.length + 1);
                    readers[readers.length - 1] = at;
                }
                case SPLIT -> {
                    if (seen.get(at) || ways.size() >= MOST_WAYS) {
                        return;
                    }
                    seen.set(at);
                    Deque<Integer> other = new ArrayDeque<>(rest);
                    other.push(node[2]);
                    expand(other, (BitSet) seen.clone(), readers, atStart, atEnd, ways);
                    rest.push(node[1]);
                }
                case LOOK -> {
                    rest.push(node[1]);
                    rest.push(node[2]);
                }
                case START, END -> {
                    if (!(node[0] == START ? atStart : atEnd)) {
                        return;
                    }
                    rest.push(node[1]);
                }
                default -> {}
            }
        }
        ways.add(Arrays.stream(readers).sorted().distinct().boxed().toList());
    }
}
