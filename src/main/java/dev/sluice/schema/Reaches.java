package dev.sluice.schema;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The reaches of one contract: one for every set of schemas that may apply to a value. Safe for many event loops. */
final class Reaches {

    /** Sets can outgrow the contract; beyond this many, values are read whole. */
    private static final int MAX = 100_000;

    private record Key(Set<Subschema> schemas, boolean certain) {}

    private final Map<Key, Reach> reaches = new ConcurrentHashMap<>();
    /** Whether a judge reads; else somebody who wants what the schemas declare. */
    final boolean judging;

    Reaches(boolean judging) {
        this.judging = judging;
    }

    Reach of(Subschema root) {
        return of(Set.of(root), true);
    }

    /**
     * What of a value is looked at; where no schema says anything, a judge looks at nothing, others at everything.
     *
     * @param certain whether all the schemas apply to the value, come what may
     */
    Reach of(Collection<Subschema> applied, boolean certain) {
        Set<Subschema> schemas = new LinkedHashSet<>(applied);
        schemas.removeIf(schema -> schema.isTrue() || schema.isFalse());
        if (schemas.isEmpty()) {
            return judging ? Reach.NOTHING : Reach.EVERYTHING;
        }
        Key key = new Key(schemas, certain);
        Reach known = reaches.get(key);
        if (known != null || reaches.size() >= MAX) {
            return known == null ? Reach.EVERYTHING : known;
        }
        return reaches.computeIfAbsent(key, added -> new Reach(this, schemas, certain));
    }
}
