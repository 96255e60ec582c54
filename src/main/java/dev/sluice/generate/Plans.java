package dev.sluice.generate;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All plans that were needed so far, each once. What has been worked out stays; its monitor guards it. */
final class Plans {

    private final Map<Set<Demands>, Plan> known = new HashMap<>();

    /** How values are made that keep all of these. */
    synchronized Plan of(Set<Demands> demands) {
        Plan found = known.get(demands);
        if (found == null) {
            Set<Demands> key = new LinkedHashSet<>();
            demands.forEach(one -> key.add(meant(one)));
            found = known.computeIfAbsent(key, added -> new Plan(this, added));
            known.put(demands, found);
        }
        return found;
    }

    synchronized int size() {
        return known.size();
    }

    /** What a mere reference leads to. */
    private static Demands meant(Demands demands) {
        Demands meant = demands;
        List<Demand> all = meant.demands();
        while (all.size() == 1
                && all.get(0) instanceof Demand.All one
                && one.parts().size() == 1
                && meant.examples().isEmpty()
                && meant.ownDefault() == null
                && !meant.isUnwanted()) {
            meant = one.parts().get(0);
            all = meant.demands();
        }
        return meant;
    }
}
