package dev.sluice.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds schemas that apply themselves to the same value, which no evaluation would survive, and those that begin too
 * long a chain of schemas for the same value: what follows one works by recursion.
 */
final class Cycles {

    /** How many schemas may apply one another to the same value, each the next. */
    static final int MAX_CHAIN = 128;

    private record Visit(Subschema schema, Iterator<Subschema> applied) {}

    /** Of schemas that were visited: how long the longest chain is that begins with them. */
    private final Map<Subschema, Integer> chains = new HashMap<>();

    /**
     * Takes the keywords that close a cycle, or begin too long a chain, out of the schemas that can be reached from
     * this one.
     *
     * @param cyclic takes the schemas that closed a cycle
     * @param tooLong takes those whose chain was too long
     */
    void breakAt(Subschema start, Consumer<Subschema> cyclic, Consumer<Subschema> tooLong) {
        Set<Subschema> open = new HashSet<>();
        Deque<Visit> path = new ArrayDeque<>();
        if (!chains.containsKey(start)) {
            enter(start, open, path);
        }
        while (!path.isEmpty()) {
            Visit visit = path.getLast();
            if (!visit.applied().hasNext()) {
                path.removeLast();
                open.remove(visit.schema());
                leave(visit.schema(), tooLong);
                continue;
            }
            Subschema next = visit.applied().next();
            if (open.contains(next)) {
                cyclic.accept(visit.schema());
                visit.schema().remove(next);
            } else if (!chains.containsKey(next)) {
                enter(next, open, path);
            }
        }
    }

    private void leave(Subschema schema, Consumer<Subschema> tooLong) {
        int longest = 0;
        boolean cut = false;
        for (Subschema next : applied(schema)) {
            int chain = chains.getOrDefault(next, 0);
            if (chain == MAX_CHAIN) {
                schema.remove(next);
                cut = true;
            } else {
                longest = Math.max(longest, chain);
            }
        }
        chains.put(schema, longest + 1);
        if (cut) {
            tooLong.accept(schema);
        }
    }

    private static void enter(Subschema schema, Set<Subschema> open, Deque<Visit> path) {
        open.add(schema);
        path.addLast(new Visit(schema, applied(schema).iterator()));
    }

    private static List<Subschema> applied(Subschema schema) {
        List<Subschema> applied = new ArrayList<>(0);
        for (Keyword keyword : schema.keywords()) {
            if (keyword instanceof InPlace inPlace) {
                applied.addAll(inPlace.applied());
            }
        }
        return applied;
    }
}
