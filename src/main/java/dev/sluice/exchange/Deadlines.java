package dev.sluice.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Things that must end within one and the same time, in the order in which they began: starting and stopping one costs
 * two pointers, and one timer looks at the oldest for all. Confined to one event loop.
 */
public final class Deadlines {

    /** Something that must end in time. */
    public abstract static class Entry {

        private @Nullable Entry before;
        private @Nullable Entry after;
        private @Nullable Deadlines owner;
        private long expiresAt;

        /** Called once, when the time is over; the entry has been stopped. */
        protected abstract void expired();

        /** Takes the entry out, if it is in. */
        public final void stop() {
            if (owner != null) {
                owner.remove(this);
            }
        }
    }

    private final long nanos;
    private @Nullable Entry oldest;
    private @Nullable Entry newest;

    public Deadlines(Duration time) {
        this.nanos = time.toNanos();
    }

    /** @param now {@code System.nanoTime()} */
    public void start(Entry entry, long now) {
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

    /** Ends what is due. */
    public void expire(long now) {
        for (Entry entry = oldest; entry != null && now - entry.expiresAt >= 0; entry = oldest) {
            remove(entry);
            entry.expired();
        }
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return oldest == null;
    }

    /** How long the oldest one has left, in nanoseconds; not when {@link #isEmpty nothing waits}. */
    public long left(long now) {
        return oldest == null ? Long.MAX_VALUE : oldest.expiresAt - now;
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
