package dev.sluice.exchange;

import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that each wait for a time of their own, by a timer wheel: starting and stopping one costs a few pointers, however
 * many there are, and one timer serves all. Nothing comes due early; how late it may come is a tick and the timer's own
 * grain, some two milliseconds together. What comes due in the same tick does so in the order in which it was started.
 * Confined to one event loop.
 */
public final class Waits {

    /** Something that waits. */
    public abstract static class Entry {

        private @Nullable Entry before;
        private @Nullable Entry after;
        private @Nullable Waits owner;
        private int list;
        private long tick;

        /** Called once, when the time has come; the entry waits no more, and may be started again. */
        protected abstract void due();

        /** Waits no more, if it did. */
        public final void stop() {
            if (owner != null) {
                owner.unlink(this);
            }
        }
    }

    /** Tells the wheel when to look again. */
    @FunctionalInterface
    public interface Alarm {

        /** Runs {@code then} once, not before so many nanoseconds have passed; takes the place of what was set before. */
        void set(long nanos, Runnable then);
    }

    private static final int TICK_BITS = 20;
    private static final int LISTS = 1024;
    private static final int WORD = Long.SIZE;

    /** The list of what is due and has not been told yet. */
    private static final int DUE = LISTS;

    private final LongSupplier ticker;
    private final Alarm alarm;
    private final long origin;
    private final @Nullable Entry[] first = new @Nullable Entry[LISTS + 1];
    private final @Nullable Entry[] last = new @Nullable Entry[LISTS + 1];
    /** Which lists hold anything. */
    private final long[] filled = new long[LISTS / WORD];

    private int size;
    /** All that was due in this tick and before has been told. */
    private long doneTick;

    private long alarmTick = Long.MAX_VALUE;
    private boolean running;

    /** @param ticker nanoseconds that never run backwards */
    public Waits(LongSupplier ticker, Alarm alarm) {
        this.ticker = ticker;
        this.alarm = alarm;
        this.origin = ticker.getAsLong();
    }

    /** For the event loop on which it is called. */
    public static Waits on(Vertx vertx) {
        return new Waits(System::nanoTime, new VertxAlarm(vertx));
    }

    /** @param at of the ticker; what has passed already comes due in the next tick */
    public void start(Entry entry, long at) {
        entry.stop();
        if (size == 0 && !running) {
            doneTick = tick(ticker.getAsLong());
        }
        // rounded up: never before its time
        entry.tick = Math.max(doneTick + 1, tick(at + (1L << TICK_BITS) - 1));
        entry.owner = this;
        size++;
        append(entry, (int) (entry.tick & (LISTS - 1)));
        if (!running && entry.tick < alarmTick) {
            arm(entry.tick);
        }
    }

    /** How many wait. */
    public int size() {
        return size;
    }

    private void run() {
        alarmTick = Long.MAX_VALUE;
        long now = tick(ticker.getAsLong());
        running = true;
        try {
            collect(now);
            for (Entry entry = first[DUE]; entry != null; entry = first[DUE]) {
                unlink(entry);
                entry.due();
            }
        } finally {
            running = false;
            armNext();
        }
    }

    /** Moves to the list of what is due whatever is: what is told of it may start and stop any other. */
    private void collect(long now) {
        for (long tick = Math.max(doneTick, now - LISTS) + 1; tick <= now; tick++) {
            int list = (int) (tick & (LISTS - 1));
            Entry entry = first[list];
            while (entry != null) {
                Entry next = entry.after;
                if (entry.tick <= now) {
                    detach(entry);
                    append(entry, DUE);
                }
                entry = next;
            }
        }
        doneTick = Math.max(doneTick, now);
    }

    private void armNext() {
        if (first[DUE] != null) {
            arm(doneTick + 1);
            return;
        }
        if (size > 0) {
            arm(nextFilled(doneTick + 1));
        }
    }

    /** The next tick whose list holds anything, be it of a later round. */
    private long nextFilled(long from) {
        int start = (int) (from & (LISTS - 1));
        int words = filled.length;
        for (int i = 0; i <= words; i++) {
            int index = (start / WORD + i) % words;
            long word = filled[index];
            if (i == 0) {
                word &= -1L << (start % WORD);
            }
            if (word != 0) {
                int list = index * WORD + Long.numberOfTrailingZeros(word);
                return from + ((list - start) & (LISTS - 1));
            }
        }
        throw new IllegalStateException(size + " wait in no list");
    }

    private void arm(long tick) {
        alarmTick = tick;
        alarm.set(Math.max(0, origin + (tick << TICK_BITS) - ticker.getAsLong()), this::run);
    }

    private long tick(long nanos) {
        return (nanos - origin) >> TICK_BITS;
    }

    private void append(Entry entry, int list) {
        Entry end = last[list];
        entry.list = list;
        entry.before = end;
        if (end == null) {
            first[list] = entry;
        } else {
            end.after = entry;
        }
        last[list] = entry;
        if (list != DUE) {
            filled[list / WORD] |= 1L << (list % WORD);
        }
    }

    private void unlink(Entry entry) {
        detach(entry);
        entry.owner = null;
        size--;
    }

    private void detach(Entry entry) {
        int list = entry.list;
        if (entry.before == null) {
            first[list] = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after == null) {
            last[list] = entry.before;
        } else {
            entry.after.before = entry.before;
        }
        entry.before = null;
        entry.after = null;
        if (list != DUE && first[list] == null) {
            filled[list / WORD] &= ~(1L << (list % WORD));
        }
    }

    /** One timer of an event loop. */
    private static final class VertxAlarm implements Alarm {

        private static final long NONE = -1;

        private final Vertx vertx;
        private long timer = NONE;

        VertxAlarm(Vertx vertx) {
            this.vertx = vertx;
        }

        @Override
        public void set(long nanos, Runnable then) {
            if (timer != NONE) {
                vertx.cancelTimer(timer);
            }
            timer = vertx.setTimer(Math.max(1, (nanos + 999_999) / 1_000_000), fired -> {
                timer = NONE;
                then.run();
            });
        }
    }
}
