package dev.sluice.document;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from names that keeps their order. A third of a {@code LinkedHashMap}'s size, since documents of
 * millions of members are held; maps of the same names share them ({@link #withValues}).
 */
final class OrderedMap<V> extends AbstractMap<String, V> {

    /** Up to here a search from the front is as fast as a hash. */
    private static final int UNINDEXED = 8;

    private final String[] keys;
    private final V[] values;
    private final int @Nullable [] index;

    /** @param keys each once; the arrays are not copied */
    OrderedMap(String[] keys, V[] values) {
        this(keys, values, keys.length <= UNINDEXED ? null : index(keys));
    }

    private OrderedMap(String[] keys, V[] values, int @Nullable [] index) {
        this.keys = keys;
        this.values = values;
        this.index = index;
    }

    /** The same names with other values. */
    <W> OrderedMap<W> withValues(W[] others) {
        return new OrderedMap<>(keys, others, index);
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable V get(Object key) {
        int at = find(key);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object key) {
        return find(key) >= 0;
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new Entries();
    }

    private int find(Object key) {
        if (index == null) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i].equals(key)) {
                    return i;
                }
            }
            return -1;
        }
        int slot = slot(key.hashCode(), index.length);
        while (index[slot] != 0) {
            if (keys[index[slot] - 1].equals(key)) {
                return index[slot] - 1;
            }
            slot = (slot + 1) & (index.length - 1);
        }
        return -1;
    }

    private static int[] index(String[] keys) {
        int[] index = new int[Integer.highestOneBit(keys.length) << 2];
        for (int i = 0; i < keys.length; i++) {
            int slot = slot(keys[i].hashCode(), index.length);
            while (index[slot] != 0) {
                slot = (slot + 1) & (index.length - 1);
            }
            index[slot] = i + 1;
        }
        return index;
    }

    private static int slot(int hash, int length) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & (length - 1);
    }

    private final class Entries extends AbstractSet<Entry<String, V>> {

        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public Iterator<Entry<String, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < keys.length;
                }

                @Override
                public Entry<String, V> next() {
                    if (next == keys.length) {
                        throw new NoSuchElementException();
                    }
                    return Map.entry(keys[next], values[next++]);
                }
            };
        }
    }
}
