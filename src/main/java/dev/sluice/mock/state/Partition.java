package dev.sluice.mock.state;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of one collection that one project, or one item above, has. Reading takes no lock; a change holds one for as
 * long as it takes to put a reference in its place. Each change of an item names the state that it was made of, so that
 * changes of one item happen one after the other.
 */
final class Partition {

    /** What came of an attempt to add an item. */
    enum Added {
        DONE,
        /** There is one with its key. */
        EXISTS,
        /** The partition has as many as it may. */
        FULL,
        /** The partition is gone: look for its successor, if there may be one. */
        CLOSED
    }

    private final ConcurrentMap<String, Item> byKey = new ConcurrentHashMap<>();
    private volatile Ordered ordered = Ordered.EMPTY;
    private long last;
    private boolean closed;

    @Nullable
    Item get(String key) {
        return byKey.get(key);
    }

    /** All items in the order of their creation, as they are now. */
    Ordered items() {
        return ordered;
    }

    synchronized Added add(Item draft, int most) {
        if (closed) {
            return Added.CLOSED;
        }
        if (byKey.containsKey(draft.key())) {
            return Added.EXISTS;
        }
        if (ordered.size() >= most) {
            return Added.FULL;
        }
        Item item = draft.numbered(++last);
        byKey.put(item.key(), item);
        ordered = ordered.append(item);
        return Added.DONE;
    }

    /** @return false when the item has changed, or gone, since it was this one */
    @SuppressWarnings("ReferenceEquality") // whoever changes one must have seen that very one
    synchronized boolean replace(Item before, Item after) {
        if (byKey.get(before.key()) != before) {
            return false;
        }
        byKey.put(before.key(), after);
        ordered = ordered.replace(after);
        return true;
    }

    /**
     * Takes an item out; the partition closes with its last one.
     *
     * @return false when the item has changed, or gone, since it was this one
     */
    @SuppressWarnings("ReferenceEquality") // whoever takes one out must have seen that very one
    synchronized boolean remove(Item item) {
        if (byKey.get(item.key()) != item) {
            return false;
        }
        byKey.remove(item.key());
        ordered = ordered.remove(item.number());
        closed = ordered.size() == 0;
        return true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Takes all items out for good. */
    synchronized Collection<Item> close() {
        closed = true;
        ordered = Ordered.EMPTY;
        List<Item> gone = List.copyOf(byKey.values());
        byKey.clear();
        return gone;
    }
}
