package dev.sluice.schema;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The members of one object in the order of the bytes: takes little room, and is never changed once it is read. */
final class MemberMap extends AbstractMap<String, JsonValue> {

    /** Up to here a name is looked for from the first to the last. */
    private static final int FEW = 8;

    private String[] names;
    private JsonValue[] values;
    private int count;
    /** Made when a name is looked for among many. */
    private volatile @Nullable Map<String, JsonValue> index;

    MemberMap(int expected) {
        names = new String[expected];
        values = new JsonValue[expected];
    }

    /** @param name that is not there yet */
    void append(String name, JsonValue value) {
        if (count == names.length) {
            int larger = count + (count >> 1) + 2;
            names = Arrays.copyOf(names, larger);
            values = Arrays.copyOf(values, larger);
        }
        names[count] = name;
        values[count++] = value;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public @Nullable JsonValue get(@Nullable Object name) {
        if (count > FEW) {
            return index().get(name);
        }
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    private Map<String, JsonValue> index() {
        Map<String, JsonValue> known = index;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < count; i++) {
                known.put(names[i], values[i]);
            }
            index = known;
        }
        return known;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super JsonValue> action) {
        for (int i = 0; i < count; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public Iterator<Map.Entry<String, JsonValue>> iterator() {
                return new Members();
            }
        };
    }

    private final class Members implements Iterator<Map.Entry<String, JsonValue>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public Map.Entry<String, JsonValue> next() {
            if (next == count) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(names[next], values[next++]);
        }
    }
}
