package dev.sluice.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The violations with the lowest positions, up to a limit, whatever order they are found in. */
final class Violations {

    private record Found(SchemaViolation violation, int sequence) {}

    private static final Comparator<Found> IN_ORDER = Comparator.<Found>comparingInt(
                    found -> found.violation().position())
            .thenComparingInt(Found::sequence);

    private final int limit;
    private final PriorityQueue<Found> lastFirst = new PriorityQueue<>(IN_ORDER.reversed());
    /** What two ways through a schema find is told once. */
    private final Set<SchemaViolation> kept = new HashSet<>();

    private int sequence;

    Violations(int limit) {
        this.limit = limit;
    }

    /** Whether a violation at this position is among those to keep: ask before one is made. */
    boolean wants(int position) {
        if (lastFirst.size() < limit) {
            return true;
        }
        Found last = lastFirst.peek();
        return last != null && position < last.violation().position();
    }

    void add(SchemaViolation violation) {
        if (!kept.add(violation)) {
            return;
        }
        lastFirst.add(new Found(violation, sequence++));
        if (lastFirst.size() > limit) {
            kept.remove(lastFirst.remove().violation());
        }
    }

    List<SchemaViolation> sorted() {
        List<Found> found = new ArrayList<>(lastFirst);
        found.sort(IN_ORDER);
        return found.stream().map(Found::violation).toList();
    }
}
