package dev.sluice.mock.state;

import java.util.concurrent.atomic.AtomicLong;

/** What all items of a mock may take together. Safe for many event loops. */
final class Budget {

    private final long maxItems;
    private final long maxBytes;
    private final AtomicLong items = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Budget(StateSettings settings) {
        this.maxItems = settings.maxItems();
        this.maxBytes = settings.maxBytes();
    }

    /**
     * Takes room, or none at all. What gives room back always can.
     *
     * @param moreBytes may be negative
     */
    boolean take(int moreItems, long moreBytes) {
        if (!add(items, moreItems, maxItems)) {
            return false;
        }
        if (!add(bytes, moreBytes, maxBytes)) {
            items.addAndGet(-moreItems);
            return false;
        }
        return true;
    }

    void giveBack(int fewerItems, long fewerBytes) {
        items.addAndGet(-fewerItems);
        bytes.addAndGet(-fewerBytes);
    }

    long items() {
        return items.get();
    }

    long bytes() {
        return bytes.get();
    }

    private static boolean add(AtomicLong count, long more, long most) {
        long before = count.get();
        while (more <= 0 || before + more <= most) {
            if (count.compareAndSet(before, before + more)) {
                return true;
            }
            before = count.get();
        }
        return false;
    }
}
