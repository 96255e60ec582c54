package dev.sluice.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object or array whose end has not been met yet. */
final class Frame {

    /** From here on a doubled key is looked for by hash. */
    private static final int HASHED = 16;

    private enum Entry {
        KEY,
        VALUE,
        /** The value of a key that cannot be used. */
        IGNORED_VALUE,
        /** A key that is no scalar, then its value. */
        IGNORED_KEY
    }

    private final boolean mapping;
    private final Place place;
    private final @Nullable String anchor;
    private final List<Node> values = new ArrayList<>();
    private final List<String> keys;
    private final List<Place> keyPlaces;
    private @Nullable Map<String, Integer> known;
    private Entry next = Entry.KEY;
    private int height;
    private long nodes;

    Frame(boolean mapping, Place place, @Nullable String anchor) {
        this.mapping = mapping;
        this.place = place;
        this.anchor = anchor;
        this.keys = mapping ? new ArrayList<>() : List.of();
        this.keyPlaces = mapping ? new ArrayList<>() : List.of();
    }

    @Nullable
    String anchor() {
        return anchor;
    }

    /** Levels below this one. */
    int height() {
        return height;
    }

    /** Values below this one, those of aliases counted each time. */
    long nodes() {
        return nodes;
    }

    boolean awaitsKey() {
        return mapping && next == Entry.KEY;
    }

    /** The next value is a key that cannot be used: it is left out, with the value after it. */
    void ignoreEntry() {
        next = Entry.IGNORED_KEY;
    }

    /** @return false when the key is doubled: then its value is left out */
    boolean key(String key, Place keyPlace) {
        if (indexOf(key) >= 0) {
            next = Entry.IGNORED_VALUE;
            return false;
        }
        keys.add(key);
        keyPlaces.add(keyPlace);
        if (known != null) {
            known.put(key, keys.size() - 1);
        }
        next = Entry.VALUE;
        return true;
    }

    Place placeOf(String key) {
        return keyPlaces.get(indexOf(key));
    }

    void add(Node value, int valueHeight, long valueNodes) {
        height = Math.max(height, valueHeight);
        nodes += valueNodes;
        if (!mapping || next == Entry.VALUE) {
            values.add(value);
            next = Entry.KEY;
        } else {
            next = next == Entry.IGNORED_KEY ? Entry.IGNORED_VALUE : Entry.KEY;
        }
    }

    /** The step of a pointer to what is being read within this frame, or null between entries. */
    @Nullable
    String step() {
        if (!mapping) {
            return Integer.toString(values.size());
        }
        return next == Entry.VALUE ? keys.get(keys.size() - 1) : null;
    }

    Node node() {
        if (!mapping) {
            return new Node.Sequence(place, List.of(values.toArray(new Node[0])));
        }
        if (keys.isEmpty()) {
            return new Node.Mapping(place, Map.of(), Map.of());
        }
        OrderedMap<Node> members = new OrderedMap<>(keys.toArray(new String[0]), values.toArray(new Node[0]));
        return new Node.Mapping(place, members, members.withValues(keyPlaces.toArray(new Place[0])));
    }

    private int indexOf(String key) {
        if (known == null && keys.size() >= HASHED) {
            Map<String, Integer> index = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                index.put(keys.get(i), i);
            }
            known = index;
        }
        return known == null ? keys.indexOf(key) : known.getOrDefault(key, -1);
    }
}
