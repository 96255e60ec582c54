package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes each {@link Merged} once, and those of its members and items. Not safe for concurrent use. */
final class MergedSchemas {

    private record Key(
            Set<Integer> leaves,
            TypeSet types,
            Set<Demand> taken,
            @Nullable Declared declared) {}

    private final Undeclared undeclared;
    private final IdentityHashMap<Demands, Integer> numbers = new IdentityHashMap<>();
    private final Map<Key, Merged> known = new HashMap<>();
    private final IdentityHashMap<Merged, Key> keys = new IdentityHashMap<>();
    private final Map<Set<Integer>, Declared> declarations = new HashMap<>();
    private final Heirs heirs = new Heirs();
    private final Merged nothing;

    MergedSchemas(Undeclared undeclared) {
        this.undeclared = undeclared;
        this.nothing = wanted(List.of(Anything.NONE));
    }

    /** Schemas that values are known to keep. */
    Merged given(List<Demands> schemas) {
        return of(schemas, TypeSet.ANY, Set.of(), limited(schemas));
    }

    private @Nullable Declared limited(List<Demands> schemas) {
        return undeclared == Undeclared.IGNORED ? declared(schemas) : null;
    }

    Heirs heirs() {
        return heirs;
    }

    /** Schemas that values have to keep. */
    Merged wanted(List<Demands> schemas) {
        return of(schemas, TypeSet.ANY, Set.of(), null);
    }

    /** What schemas speak of. */
    Declared declared(List<Demands> schemas) {
        return declarations.computeIfAbsent(numbers(schemas), added -> new Declared(schemas, heirs));
    }

    private Merged of(List<Demands> schemas, TypeSet types, Set<Demand> taken, @Nullable Declared declared) {
        List<Demands> leaves = leaves(schemas);
        Key key = new Key(numbers(leaves), types, taken, declared);
        Merged merged = known.get(key);
        if (merged == null) {
            merged = new Merged(leaves, types, taken, declared);
            known.put(key, merged);
            keys.put(merged, key);
        }
        return merged;
    }

    private Set<Integer> numbers(List<Demands> schemas) {
        Set<Integer> found = new HashSet<>();
        schemas.forEach(schema -> found.add(numbers.computeIfAbsent(schema, added -> numbers.size())));
        return found;
    }

    /** Those that say more than which others they include. */
    private static List<Demands> leaves(List<Demands> schemas) {
        List<Demands> leaves = new ArrayList<>();
        Set<Demands> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Demands> left = new ArrayDeque<>(schemas);
        while (!left.isEmpty()) {
            Demands schema = left.remove();
            if (!visited.add(schema)) {
                continue;
            }
            boolean says = schema.format() != null;
            for (Demand demand : schema.demands()) {
                if (demand instanceof Demand.All all) {
                    left.addAll(all.parts());
                } else {
                    says = true;
                }
            }
            if (says) {
                leaves.add(schema);
            }
        }
        return leaves;
    }

    /** A value that keeps another schema too. */
    Merged and(Merged merged, Demands other) {
        Key key = key(merged);
        return of(joined(merged.leaves, List.of(other)), key.types, key.taken, key.declared);
    }

    /** A value that keeps one of these alternatives. */
    Merged taking(Merged merged, Demand.Any any, Demands one) {
        Key key = key(merged);
        Set<Demand> taken = new LinkedHashSet<>(key.taken);
        taken.add(any);
        return of(joined(merged.leaves, List.of(one)), key.types, taken, key.declared);
    }

    /**
     * As if a demand had not been made. What is compared with a part of a demand must no longer rest on the demand itself:
     * the one could be the reason for the other.
     */
    Merged without(Merged merged, Demand demand) {
        Key key = key(merged);
        Set<Demand> taken = new LinkedHashSet<>(key.taken);
        taken.add(demand);
        return of(merged.leaves, key.types, taken, key.declared);
    }

    /** Only the values of some types. */
    Merged only(Merged merged, TypeSet types) {
        Key key = key(merged);
        return of(merged.leaves, key.types.and(types), key.taken, key.declared);
    }

    private Key key(Merged merged) {
        Key key = keys.get(merged);
        if (key == null) {
            throw new IllegalArgumentException("of somebody else");
        }
        return key;
    }

    private static List<Demands> joined(List<Demands> one, List<Demands> other) {
        List<Demands> joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }

    /** What a member of this name keeps or has to keep; of values that are limited to others, there is no such member. */
    Merged member(Merged merged, String name) {
        Declared declared = merged.declared;
        if (declared != null && !declared.allows(name)) {
            return nothing;
        }
        List<Demands> schemas = new ArrayList<>();
        for (Demand.Members members : merged.members) {
            schemas.addAll(of(members, name));
        }
        return part(schemas, declared == null ? null : declared.member(name));
    }

    private Merged part(List<Demands> schemas, @Nullable List<Demands> limits) {
        return of(schemas, TypeSet.ANY, Set.of(), limits == null ? null : declared(limits));
    }

    private static List<Demands> of(Demand.Members members, String name) {
        List<Demands> schemas = new ArrayList<>();
        Demands named = members.properties().get(name);
        if (named != null) {
            schemas.add(named);
        }
        for (Demand.MatchedMembers matched : members.patterns()) {
            if (matched.pattern().isFoundIn(name)) {
                schemas.add(matched.member());
            }
        }
        Demands others = members.others();
        return !schemas.isEmpty() ? schemas : others == null ? List.of() : List.of(others);
    }

    /** What members that no name and no pattern is for have to keep. */
    Merged others(Merged merged) {
        Declared declared = merged.declared;
        if (declared != null && !declared.isOpen()) {
            return nothing;
        }
        List<Demands> schemas = new ArrayList<>();
        for (Demand.Members members : merged.members) {
            if (members.others() != null) {
                schemas.add(members.others());
            }
        }
        return part(schemas, declared == null ? null : declared.others());
    }

    Merged item(Merged merged, int index) {
        List<Demands> schemas = new ArrayList<>();
        for (Demand.Items items : merged.items) {
            Demands item = index < items.prefix().size() ? items.prefix().get(index) : items.rest();
            if (item != null) {
                schemas.add(item);
            }
        }
        return part(schemas, merged.declared == null ? null : merged.declared.items());
    }

    static int prefix(Merged merged) {
        return merged.items.stream()
                .mapToInt(items -> items.prefix().size())
                .max()
                .orElse(0);
    }
}
