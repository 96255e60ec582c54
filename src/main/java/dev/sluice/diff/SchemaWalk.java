package dev.sluice.diff;

import dev.sluice.document.Interrupted;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.pattern.TextPattern;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through two schemas at once until they differ, or for so long that they are taken to differ. */
final class SchemaWalk {

    private static final int MOST = 5_000;

    private record Pair(Demands one, Demands other) {}

    private final Set<Pair> visited = new HashSet<>();
    private final Deque<Pair> left = new ArrayDeque<>();

    int visited() {
        return visited.size();
    }

    boolean areSame(Demands one, Demands other) {
        left.add(new Pair(one, other));
        while (!left.isEmpty()) {
            Interrupted.check();
            Pair pair = left.remove();
            if (visited.add(pair) && (visited.size() > MOST || !isAlike(pair))) {
                return false;
            }
        }
        return true;
    }

    private boolean isAlike(Pair pair) {
        return Objects.equals(pair.one.format(), pair.other.format())
                && isAlike(pair.one.demands(), pair.other.demands());
    }

    /** Records of demands, their lists and maps and what those hold; schemas are put off. */
    private boolean isAlike(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (one instanceof Demands schema && other instanceof Demands counterpart) {
            left.add(new Pair(schema, counterpart));
            return true;
        }
        if (one instanceof List<?> list && other instanceof List<?> counterpart) {
            return areAlike(list, counterpart);
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> counterpart) {
            return map.keySet().equals(counterpart.keySet())
                    && map.keySet().stream().allMatch(key -> isAlike(map.get(key), counterpart.get(key)));
        }
        if (one instanceof TextPattern pattern && other instanceof TextPattern counterpart) {
            return pattern.source().equals(counterpart.source());
        }
        if (one instanceof BigDecimal number && other instanceof BigDecimal counterpart) {
            return number.compareTo(counterpart) == 0;
        }
        boolean demands = one instanceof Demand || one instanceof Demand.MatchedMembers;
        if (!demands) {
            return one.equals(other);
        }
        return one.getClass() == other.getClass() && areAlike(DemandParts.of(one), DemandParts.of(other));
    }

    private boolean areAlike(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<?> counterparts = other.iterator();
        return one.stream().allMatch(part -> isAlike(part, counterparts.next()));
    }
}
