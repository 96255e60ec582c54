package dev.sluice.diff;

import dev.sluice.document.Place;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Schemas that include the one whose discriminator names them. Not safe for concurrent use. */
final class Heirs {

    private final IdentityHashMap<Demands, Boolean> known = new IdentityHashMap<>();

    /** Whether all that a discriminator names include its schema, or are it. */
    boolean areAll(Demand.Named named, Demands owner) {
        return known.computeIfAbsent(owner, added -> find(named, owner));
    }

    private static boolean find(Demand.Named named, Demands owner) {
        return named.alternatives() == null
                && named.branches().values().stream()
                        .allMatch(branch -> branch.demands().isEmpty() || includes(branch, List.of(owner)));
    }

    /** Whether a schema includes others, by where they stand: the same ones may have been compiled in another way. */
    static boolean includes(Demands schema, List<Demands> others) {
        Set<Demands> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Demands> left = new ArrayDeque<>(List.of(schema));
        while (!left.isEmpty()) {
            Demands next = left.remove();
            if (visited.add(next)) {
                for (Demand demand : next.demands()) {
                    if (demand instanceof Demand.All all) {
                        left.addAll(all.parts());
                    }
                }
            }
        }
        return others.stream().allMatch(other -> visited.stream().anyMatch(one -> isSame(one, other)));
    }

    private static boolean isSame(Demands one, Demands other) {
        Place place = one.place();
        return one == other
                || (place != null
                        && place.equals(other.place())
                        && one.pointer().equals(other.pointer()));
    }
}
