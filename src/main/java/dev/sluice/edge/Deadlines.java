package dev.sluice.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Things that must end within one and the same time, in the order in which they began: starting and stopping one costs
 * two pointers, and one timer looks at the oldest for all. Confined to one event loop.
 */
final class Deadlines {

    /** Something that must end in time. */
    abstract static class Entry {

        private @Nullable Entry before;
        private @Nullable Entry after;
        private @Nullable Deadlines owner;
        private long expiresAt;

        /** Called once, when the time is over; the entry has been stopped. */
        abstract void expired();

        /** Takes the entry out, if it is in. */
        final void stop() {
            if (owner != null) {
                owner.remove(this);
            }
        }
    }

    private final long nanos;
    private @Nullable Entry oldest;
    private @Nullable Entry newest;

    Deadlines(Duration time) {
        this.nanos = time.toNanos();
    }

    /** @param now {@code System.nanoTime()} */
    void start(Entry entry, long now) {
        entry.stop();
        entry.expiresAt = now + nanos;
        entry.owner = this;
        entry.before = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            newest.after = entry;
        }
        newest = entry;
    }

    void expire(long now) {
        for (Entry entry = oldest; entry != null && now - entry.expiresAt >= 0; entry = oldest) {
            remove(entry);
            entry.expired();
        }
    }

    private void remove(Entry entry) {
        if (entry.before == null) {
            oldest = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after == null) {
            newest = entry.before;
        } else {
            entry.after.before = entry.before;
        }
        entry.before = null;
        entry.after = null;
        entry.owner = null;
    }
}
