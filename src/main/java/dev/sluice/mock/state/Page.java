package dev.sluice.mock.state;

import dev.sluice.mock.state.Paging.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param first how many items stand before it
 * @param total how many items the list has that the filters keep
 * @param limit how many items it may have
 */
record Page(List<Item> items, long first, long total, int limit) {

    static Page of(@Nullable Partition partition, List<Filters.Wanted> wanted, Window window) {
        if (partition == null) {
            return new Page(List.of(), window.offset(), 0, window.limit());
        }
        Ordered all = partition.items();
        int begin = begin(partition, all, window);
        return wanted.isEmpty() ? unfiltered(all, begin, window) : filtered(all, begin, wanted, window);
    }

    private static int begin(Partition partition, Ordered all, Window window) {
        if (window.afterKey() == null) {
            return window.afterNumber() == 0 ? 0 : all.indexAfter(window.afterNumber());
        }
        Item marker = partition.get(window.afterKey());
        return marker == null ? all.size() : all.indexAfter(marker.number());
    }

    private static Page unfiltered(Ordered all, int begin, Window window) {
        long from = Math.min(all.size(), begin + window.offset());
        int to = (int) Math.min(all.size(), from + window.limit());
        List<Item> items = new ArrayList<>(to - (int) from);
        for (int i = (int) from; i < to; i++) {
            items.add(all.get(i));
        }
        return new Page(items, begin + window.offset(), all.size(), window.limit());
    }

    private static Page filtered(Ordered all, int begin, List<Filters.Wanted> wanted, Window window) {
        List<Item> items = new ArrayList<>();
        long total = 0;
        long passed = 0;
        long first = 0;
        for (int i = 0; i < all.size(); i++) {
            Item item = all.get(i);
            if (!isWanted(item, wanted)) {
                continue;
            }
            total++;
            if (i < begin || passed < window.offset()) {
                passed += i < begin ? 0 : 1;
                first++;
            } else if (items.size() < window.limit()) {
                items.add(item);
            }
        }
        return new Page(items, first, total, window.limit());
    }

    private static boolean isWanted(Item item, List<Filters.Wanted> wanted) {
        for (Filters.Wanted one : wanted) {
            if (!one.isMet(item.document())) {
                return false;
            }
        }
        return true;
    }

    boolean hasMore() {
        return first + items.size() < total && !items.isEmpty();
    }

    Item last() {
        return items.get(items.size() - 1);
    }
}
