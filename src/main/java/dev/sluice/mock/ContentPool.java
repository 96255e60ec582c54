package dev.sluice.mock;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that vary, taken by turns: to answer with one that is made already costs an index. Which one the n-th call gets
 * depends on the seed alone. Bounded in number and bytes. Safe for use by many threads.
 */
final class ContentPool {

    /** How many different bodies there are at most. */
    static final int MOST = 64;

    /** Bytes: a pool of large bodies has fewer of them, but always one. */
    static final int MOST_BYTES = 1024 * 1024;

    private final LongFunction<Content> contents;
    private final long seed;
    private final AtomicInteger calls = new AtomicInteger();
    private long bytes;
    private volatile Content[] made = new Content[0];
    private volatile boolean full;

    /** @param seed of the first; the others follow */
    ContentPool(LongFunction<Content> contents, long seed) {
        this.contents = contents;
        this.seed = seed;
    }

    /** The number of a call, from 0. */
    int turn() {
        return calls.getAndIncrement() & Integer.MAX_VALUE;
    }

    /** A body, and what it was made from. */
    record Seeded(long seed, Content content) {}

    /** What the next call gets: no turn is taken. Takes long: not for event loops. */
    Seeded next() {
        int turn = calls.get() & Integer.MAX_VALUE;
        Content content = make(turn);
        // it is there now, and a pool only grows
        int count = made.length;
        return new Seeded(seed + 1 + (turn < count ? turn : turn % count), content);
    }

    /** What a call gets, or null where it has to be {@link #make made} first. */
    @Nullable
    Content ready(int turn) {
        boolean complete = full;
        Content[] all = made;
        if (turn < all.length) {
            return all[turn];
        }
        return complete ? all[turn % all.length] : null;
    }

    /** What a call gets, made now with all before it. Takes long: not for event loops. */
    synchronized Content make(int turn) {
        Content ready = ready(turn);
        while (ready == null) {
            add();
            ready = ready(turn);
        }
        return ready;
    }

    private void add() {
        Content[] all = made;
        Content next = all.length == MOST ? null : contents.apply(seed + 1 + all.length);
        if (next == null || (all.length > 0 && bytes + next.bytes().length() > MOST_BYTES)) {
            full = true;
            return;
        }
        bytes += next.bytes().length();
        Content[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = next;
        made = more;
    }
}
