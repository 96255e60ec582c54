package dev.sluice.mock.state;

import dev.sluice.mock.state.Partition.Added;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All items of one contract. Safe for many event loops. */
final class Memory {

    private final StateSettings settings;
    private final Budget budget;
    private final Partitions roots = new Partitions();
    /** By collection: how many ids were made. */
    private final AtomicLongArray counters;

    Memory(StateSettings settings, Budget budget, int collections) {
        this.settings = settings;
        this.budget = budget;
        this.counters = new AtomicLongArray(collections);
    }

    long nextNumber(Collection collection) {
        return counters.getAndIncrement(collection.number());
    }

    long number(Collection collection) {
        return counters.get(collection.number());
    }

    void number(Collection collection, long number) {
        counters.set(collection.number(), number);
    }

    Partitions roots() {
        return roots;
    }

    /** Whether there is what the items would stand below. */
    boolean isThere(Address address) {
        return home(address) != null;
    }

    /** @return null where there are no items */
    @Nullable
    Partition find(Address address) {
        Partitions home = home(address);
        return home == null ? null : home.find(key(address));
    }

    @Nullable
    Item find(Address address, String key) {
        Partition partition = find(address);
        return partition == null ? null : partition.get(key);
    }

    /** Of a collection below another: those of the item above; null where there is no such item. */
    private @Nullable Partitions home(Address address) {
        Collection parent = address.collection().parent();
        if (parent == null) {
            return roots;
        }
        int at = parent.scope().size();
        Address above = new Address(parent, address.project(), address.scope().subList(0, at));
        Item item = find(above, address.scope().get(at));
        return item == null ? null : item.below();
    }

    private static Partitions.Key key(Address address) {
        Collection parent = address.collection().parent();
        return parent == null
                ? new Partitions.Key(address.collection().number(), address.project(), List.copyOf(address.scope()))
                : new Partitions.Key(
                        address.collection().number(),
                        "",
                        List.copyOf(address.scope()
                                .subList(
                                        parent.scope().size() + 1,
                                        address.scope().size())));
    }

    /** @return {@link Added#CLOSED} where what it would stand below is not there */
    Added add(Address address, Item item) {
        if (!budget.take(1, item.bytes())) {
            return Added.FULL;
        }
        Added added = Added.CLOSED;
        Partitions home = home(address);
        Partitions.Key key = key(address);
        while (home != null && added == Added.CLOSED) {
            Partition partition = home.findOrAdd(key, budget);
            if (partition == null) {
                break;
            }
            added = partition.add(item, settings.maxItemsPerCollection());
            if (added == Added.CLOSED) {
                home.forget(key, partition);
            }
        }
        if (added != Added.DONE) {
            budget.giveBack(1, item.bytes());
        }
        return added;
    }

    /** What came of an attempt to change an item. */
    enum Changed {
        DONE,
        /** It is no more what it was: look again. */
        OTHER,
        FULL
    }

    Changed replace(Address address, Item before, Item after) {
        Partition partition = find(address);
        long more = after.bytes() - before.bytes();
        if (partition == null) {
            return Changed.OTHER;
        }
        if (!budget.take(0, more)) {
            return Changed.FULL;
        }
        if (partition.replace(before, after)) {
            return Changed.DONE;
        }
        budget.giveBack(0, more);
        return Changed.OTHER;
    }

    /** Takes out an item and all that is below it. */
    Changed remove(Address address, Item item) {
        Partitions home = home(address);
        Partitions.Key key = key(address);
        Partition partition = home == null ? null : home.find(key);
        if (home == null || partition == null || !partition.remove(item)) {
            return Changed.OTHER;
        }
        budget.giveBack(1, item.bytes());
        if (item.below() != null) {
            item.below().close(budget);
        }
        if (partition.isClosed()) {
            home.forget(key, partition);
        }
        return Changed.DONE;
    }

    void clear(Predicate<Partitions.Key> matches) {
        roots.clear(matches, budget);
    }
}
