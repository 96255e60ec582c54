package dev.sluice.mock.state;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The partitions at one place: of a whole contract, or below one item. Safe for many event loops. */
final class Partitions {

    /**
     * @param collection its number
     * @param project empty where there is none, and below items
     * @param scope the path parameters that have led here from the place
     */
    record Key(int collection, String project, List<String> scope) {}

    private final ConcurrentMap<Key, Partition> byKey = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Nullable
    Partition find(Key key) {
        return byKey.get(key);
    }

    /** @return null when the item that they were below is gone */
    @Nullable
    Partition findOrAdd(Key key, Budget budget) {
        Partition partition = byKey.computeIfAbsent(key, added -> new Partition());
        if (closed) {
            // whoever closed may not have met this one
            drop(key, partition, budget);
            return null;
        }
        return partition;
    }

    /** Forgets a partition that has closed. */
    void forget(Key key, Partition partition) {
        byKey.remove(key, partition);
    }

    /** Empties the partitions that match, and all that is below them. */
    void clear(Predicate<Key> matches, Budget budget) {
        byKey.forEach((key, partition) -> {
            if (matches.test(key)) {
                drop(key, partition, budget);
            }
        });
    }

    /** For good: the item that they are below is gone. */
    void close(Budget budget) {
        closed = true;
        clear(key -> true, budget);
    }

    private void drop(Key key, Partition partition, Budget budget) {
        for (Item item : partition.close()) {
            budget.giveBack(1, item.bytes());
            if (item.below() != null) {
                item.below().close(budget);
            }
        }
        forget(key, partition);
    }

    void forEach(BiConsumer<Key, Partition> visitor) {
        byKey.forEach(visitor);
    }
}
