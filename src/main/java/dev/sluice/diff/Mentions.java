package dev.sluice.diff;

import dev.sluice.schema.Demands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two versions speak of, part by part: members that came and went, also where values of before are still right. Each
 * pair of parts is looked at once.
 */
final class Mentions {

    private record Key(Declared was, Declared is) {}

    /** A pair of parts that stand for each other. */
    static final class Pair {
        final List<Demands> old;
        final List<Demands> young;
        final Declared was;
        final Declared is;
        final Map<String, Pair> parts = new LinkedHashMap<>();
        private final List<Pair> around = new ArrayList<>();
        boolean differs;

        Pair(List<Demands> old, List<Demands> young, Declared was, Declared is) {
            this.old = old;
            this.young = young;
            this.was = was;
            this.is = is;
        }
    }

    private final MergedSchemas schemas;
    private final Map<Key, Pair> known = new HashMap<>();
    private final Deque<Pair> pending = new ArrayDeque<>();

    Mentions(MergedSchemas schemas) {
        this.schemas = schemas;
    }

    Pair of(List<Demands> old, List<Demands> young) {
        Key key = new Key(schemas.declared(old), schemas.declared(young));
        Pair pair = known.get(key);
        if (pair == null) {
            pair = new Pair(old, young, key.was, key.is);
            known.put(key, pair);
            pending.add(pair);
        }
        return pair;
    }

    /** Finds all pairs below those that were asked for, and which of them have differences in them. */
    void settle() {
        while (!pending.isEmpty()) {
            Pair pair = pending.remove();
            for (String name : pair.was.members().keySet()) {
                if (pair.is.members().containsKey(name)) {
                    add(
                            pair,
                            name,
                            pair.was.members().get(name),
                            pair.is.members().get(name));
                }
            }
            if (!pair.was.items().isEmpty() && !pair.is.items().isEmpty()) {
                add(pair, "*", pair.was.items(), pair.is.items());
            }
            if (!pair.was.others().isEmpty() && !pair.is.others().isEmpty()) {
                add(pair, "* ", pair.was.others(), pair.is.others());
            }
        }
        Set<Pair> marked = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Pair> left = new ArrayDeque<>();
        known.values().stream().filter(MentionNotes::hasOwn).forEach(left::add);
        while (!left.isEmpty()) {
            Pair pair = left.remove();
            if (marked.add(pair)) {
                pair.differs = true;
                left.addAll(pair.around);
            }
        }
    }

    private void add(Pair pair, String name, List<Demands> old, List<Demands> young) {
        Pair part = of(old, young);
        pair.parts.put(name, part);
        part.around.add(pair);
    }
}
