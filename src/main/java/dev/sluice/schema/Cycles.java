package dev.sluice.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Finds schemas that apply themselves to the same value, which no evaluation would survive. */
final class Cycles {

    private record Visit(Subschema schema, Iterator<Subschema> applied) {}

    private final Set<Subschema> finished = new HashSet<>();

    /**
     * Takes the keywords that close a cycle out of the schemas that can be reached from this one.
     *
     * @return the schemas that had them
     */
    List<Subschema> breakAt(Subschema start) {
        List<Subschema> found = new ArrayList<>();
        Set<Subschema> open = new HashSet<>();
        Deque<Visit> path = new ArrayDeque<>();
        if (!finished.contains(start)) {
            enter(start, open, path);
        }
        while (!path.isEmpty()) {
            Visit visit = path.getLast();
            if (!visit.applied().hasNext()) {
                path.removeLast();
                open.remove(visit.schema());
                finished.add(visit.schema());
                continue;
            }
            Subschema next = visit.applied().next();
            if (open.contains(next)) {
                found.add(visit.schema());
                visit.schema().remove(next);
            } else if (!finished.contains(next)) {
                enter(next, open, path);
            }
        }
        return found;
    }

    private static void enter(Subschema schema, Set<Subschema> open, Deque<Visit> path) {
        List<Subschema> applied = schema.keywords().stream()
                .filter(InPlace.class::isInstance)
                .flatMap(keyword -> ((InPlace) keyword).applied().stream())
                .toList();
        open.add(schema);
        path.addLast(new Visit(schema, applied.iterator()));
    }
}
